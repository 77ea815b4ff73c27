using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>What the ends of crashing containers say: their codes, their times, their last words, their nodes.</summary>
internal static class CrashEndEvidence
{
    private static readonly Regex ConfigWords = Linear.Pattern(@"\bconfig(uration|map)?\b|\byaml\b|\bjson:|\btoml\b|\.properties\b|\b(cannot|could not|failed to|error) pars|pars(e|ing) error|\bparse\b|unmarshal|\binvalid\b|\bmissing\b|\brequired\b|\bunknown (field|key|level|option|property|value)\b|\benvironment variable\b|\benv(ironment)? var\b", ignoreCase: true);
    private static readonly Regex AwsDenial = Linear.Pattern(@"AccessDenied|UnauthorizedOperation|not authorized to perform|is not authorized|ExpiredToken|InvalidIdentityToken|InvalidClientTokenId|UnrecognizedClientException|AssumeRoleWithWebIdentity|WebIdentityErr|failed to (retrieve|refresh) (cached )?credentials");

    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(15);

    public static IEnumerable<Sample> Of(CrashPicture picture)
    {
        var samples = new List<Sample?>(6) { MessageNamesConfig(picture), AwsDenied(picture), OnBadNodes(picture) };
        if (picture.Ends.Count > 0)
        {
            double all = picture.Ends.Count;
            var (kills, words) = Kills(picture);
            samples.Add(picture.Sample(Known.Crash.FastExits, picture.Ends.Count(IsFastExit) / all));
            samples.Add(picture.Sample(Known.Crash.OomShare, picture.Ends.Count(end => end.Reason == "OOMKilled") / all));
            samples.Add(picture.Sample(Known.Crash.LivenessShare, kills / all, words));
        }

        return samples.OfType<Sample>();
    }

    private static bool IsFastExit(Termination end) =>
        end.Ran < Fast && end.Reason != "OOMKilled" && end.ExitCode is 1 or 2 or (>= 64 and <= 78) or (>= 125 and <= 127) or 134 or 139 or 255;

    private static (int Count, Details Words) Kills(CrashPicture picture)
    {
        var (count, message) = (0, (string?)null);
        foreach (var container in picture.Containers)
        {
            var kills = LivenessKills.Of(picture.State, container);
            count += kills.Count;
            message ??= kills.Message;
        }

        return (count, picture.Words().Add("message", message));
    }

    private static Sample? MessageNamesConfig(CrashPicture picture)
    {
        if (picture.Messages.Count == 0)
            return null;
        var names = new List<string>();
        if (picture.Suspect is { } suspect)
        {
            names.AddRange(suspect.Change.Keys);
            names.AddRange(picture.Pods.SelectMany(pod => pod.ConfigMaps).Where(use => use.Name == suspect.Change.Key.Name).Select(use => use.MountPath).OfType<string>());
        }

        names.RemoveAll(name => name.Length < 3);
        // Of a log's tail only one line tells; the one that names what changed before the one that merely speaks of configuration.
        var lines = picture.Messages.SelectMany(message => message.Split('\n')).ToList();
        var telling = lines.Find(line => names.Exists(name => line.Contains(name, StringComparison.Ordinal)))
            ?? lines.Find(line => ConfigWords.IsMatch(line.Replace("invalid memory address", "", StringComparison.Ordinal)));
        return picture.Flag(Known.Crash.MessageNamesConfig, telling is not null, picture.Words().Add("message", (telling ?? picture.Messages[0]).Trim()));
    }

    private static Sample? AwsDenied(CrashPicture picture)
    {
        if (picture.Messages.Count == 0)
            return null;
        var denial = picture.Messages.FirstOrDefault(message => AwsDenial.IsMatch(message));
        return picture.Flag(Known.Crash.AwsDenied, denial is not null, picture.Words().Add("message", denial));
    }

    private static Sample? OnBadNodes(CrashPicture picture)
    {
        var nodes = picture.Pods.Select(pod => picture.State.Node(pod.Pod.Spec.NodeName)).OfType<Objects.Node>().ToArray();
        return nodes.Length == 0 ? null : picture.Sample(Known.Crash.OnBadNodes, nodes.Count(NodeState.IsAiling) / (double)nodes.Length);
    }

    // "invalid memory address" is a bug, not a value.
}
