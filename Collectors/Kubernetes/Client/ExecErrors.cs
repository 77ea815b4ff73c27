using System.Diagnostics;
using ApnaKart.Watch.Collectors.Text;
using k8s;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// Hears what a credential plugin says on its standard error while one configuration is read: "could not find profile" is
/// worth more than "exit code 255". The package has one event for all plugins, so listeners are told apart by the flow of
/// execution that started each.
/// </summary>
internal sealed class ExecErrors : IDisposable
{
    private const int MostCharacters = 2_000;
    private static readonly AsyncLocal<ExecErrors?> Current = new();

    private readonly Lock gate = new();
    private string said = "";

    static ExecErrors()
    {
        KubernetesClientConfiguration.ExecTimeout = TimeSpan.FromSeconds(20);
        KubernetesClientConfiguration.ExecStdError += (_, line) => Current.Value?.Hear(line);
    }

    /// <summary>The words heard, as the end of a message; empty when there were none.</summary>
    public string Said
    {
        get
        {
            lock (gate)
                return said.Length == 0 ? "" : $"; it said: {SafeText.Line(said.Trim(), 500)}";
        }
    }

    public static ExecErrors Listen() => Current.Value = new ExecErrors();

    public void Dispose() => Current.Value = null;

    private void Hear(DataReceivedEventArgs line)
    {
        lock (gate)
        {
            if (line.Data is not null && said.Length < MostCharacters)
                said += line.Data + "\n";
        }
    }
}
