using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Iam;

/// <summary>Another role in an account's annotation.</summary>
internal sealed record RoleChange(string? Before, string? After, Moment At);

/// <summary>Remembers which role each account named: the API shows only the newest.</summary>
internal sealed class RoleMemory
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(6);

    private readonly Dictionary<string, (string? Role, RoleChange? Change)> _roles = new(StringComparer.Ordinal);

    public void Look(IEnumerable<ServiceAccount> accounts, Moment now)
    {
        foreach (var account in accounts)
        {
            if (!_roles.TryGetValue(account.Metadata.Uid, out var known))
                _roles[account.Metadata.Uid] = (account.Role, null);
            else if (known.Role != account.Role)
                // What is taken back is as if it had never been.
                _roles[account.Metadata.Uid] = (account.Role, known.Change?.Before == account.Role && account.Role is not null ? null : new RoleChange(known.Role, account.Role, now));
        }
    }

    public RoleChange? ChangeOf(ServiceAccount account, Moment now) =>
        _roles.GetValueOrDefault(account.Metadata.Uid).Change is { } change && now.Mono - change.At.Mono < Kept ? change : null;
}
