using System.Text;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>Writes the kubeconfig of the simulated clusters: one context per cluster, with the cluster's name.</summary>
internal static class Kubeconfig
{
    public static async Task WriteAsync(string path, IReadOnlyList<(SimCluster Cluster, int Port)> clusters, CancellationToken cancellation)
    {
        var text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        foreach (var (cluster, port) in clusters)
            text.Append($"- name: {cluster.Name}\n  cluster:\n    server: http://127.0.0.1:{port}\n");
        text.Append("contexts:\n");
        foreach (var (cluster, _) in clusters)
            text.Append($"- name: {cluster.Name}\n  context:\n    cluster: {cluster.Name}\n    user: sandbox\n");
        text.Append($"current-context: {clusters[0].Cluster.Name}\n");

        // The simulated API asks nobody who he is; some clients insist on credentials all the same.
        text.Append("users:\n- name: sandbox\n  user:\n    token: sandbox\n");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        await File.WriteAllTextAsync(draft, text.ToString(), cancellation);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, path, overwrite: true);
    }
}
