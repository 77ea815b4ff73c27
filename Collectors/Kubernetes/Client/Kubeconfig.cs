using System.Security.Cryptography;
using ApnaKart.Watch.Collectors.Text;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using YamlDotNet.Core;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// Reads how a cluster is reached. Every way in which the file can be wrong becomes one message that names the cluster,
/// the file and the context; nothing of the file's secrets is in it.
/// </summary>
internal static class Kubeconfig
{
    /// <exception cref="ApiFailure">The configuration cannot be used now; it may be later, when the file is repaired.</exception>
    public static async Task<ApiConnection> OpenAsync(ClusterOptions cluster, FetchOptions options, TimeProvider time, CancellationToken cancel)
    {
        var place = cluster.InCluster ? "in-cluster configuration" : string.Join(", ", Files(cluster)) + ContextOf(cluster);
        using var words = ExecErrors.Listen();
        try
        {
            var config = cluster.InCluster ? KubernetesClientConfiguration.InClusterConfig() : await LoadAsync(cluster, cancel);
            return ApiConnection.Open(config, options, time);
        }
        catch (Exception error) when (error is not OperationCanceledException and not ApiFailure)
        {
            throw Failure(cluster, $"{place}: {Words(error)}{words.Said}", error);
        }
    }

    /// <summary>The files in the order in which they count: the one named, else those of <c>KUBECONFIG</c>, else the home directory's.</summary>
    public static IReadOnlyList<string> Files(ClusterOptions cluster)
    {
        if (!string.IsNullOrWhiteSpace(cluster.Kubeconfig))
            return [Expand(cluster.Kubeconfig)];
        var listed = Environment.GetEnvironmentVariable("KUBECONFIG")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return listed is { Length: > 0 } ? listed : [KubernetesClientConfiguration.KubeConfigDefaultLocation];
    }

    private static async Task<KubernetesClientConfiguration> LoadAsync(ClusterOptions cluster, CancellationToken cancel)
    {
        var files = Files(cluster).Where(File.Exists).ToList();
        if (files.Count == 0)
            throw Failure(cluster, $"kubeconfig {string.Join(", ", Files(cluster))} not found{ContextOf(cluster)}");
        var merged = await ReadAsync(cluster, files[0], cancel);
        foreach (var file in files.Skip(1))
            Merge(merged, await ReadAsync(cluster, file, cancel));

        var context = cluster.Context ?? merged.CurrentContext;
        var known = (merged.Contexts ?? []).Select(entry => entry.Name).Where(name => name is not null).ToList();
        if (string.IsNullOrEmpty(context))
            throw Failure(cluster, $"kubeconfig {files[0]} names no current context and none is configured; it has: {List(known)}");
        if (!known.Contains(context, StringComparer.OrdinalIgnoreCase))
            throw Failure(cluster, $"kubeconfig {string.Join(", ", files)} has no context '{context}'; it has: {List(known)}");
        // A credential plugin is started here, and waited for: off this thread.
        return await Task.Run(() => KubernetesClientConfiguration.BuildConfigFromConfigObject(merged, context), cancel);
    }

    private static async Task<K8SConfiguration> ReadAsync(ClusterOptions cluster, string file, CancellationToken cancel)
    {
        if ((await File.ReadAllTextAsync(file, cancel)).All(char.IsWhiteSpace))
            throw Failure(cluster, $"kubeconfig {file} is empty{ContextOf(cluster)}");
        var config = await KubernetesClientConfiguration.LoadKubeConfigAsync(new FileInfo(file), useRelativePaths: true)
            ?? throw Failure(cluster, $"kubeconfig {file} holds no configuration{ContextOf(cluster)}");
        config.Contexts ??= [];
        config.Clusters ??= [];
        config.Users ??= [];
        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        foreach (var endpoint in config.Clusters.Select(entry => entry.ClusterEndpoint).OfType<ClusterEndpoint>())
            endpoint.CertificateAuthority = Absolute(folder, endpoint.CertificateAuthority);
        foreach (var user in config.Users.Select(entry => entry.UserCredentials).OfType<UserCredentials>())
        {
            user.ClientCertificate = Absolute(folder, user.ClientCertificate);
            user.ClientKey = Absolute(folder, user.ClientKey);
        }

        return config;
    }

    // The first entry of a name wins, and look-ups take the first: to append is to merge.
    private static void Merge(K8SConfiguration into, K8SConfiguration from)
    {
        into.CurrentContext = string.IsNullOrEmpty(into.CurrentContext) ? from.CurrentContext : into.CurrentContext;
        into.Contexts = [.. into.Contexts, .. from.Contexts];
        into.Clusters = [.. into.Clusters, .. from.Clusters];
        into.Users = [.. into.Users, .. from.Users];
    }

    private static string Words(Exception error) => error switch
    {
        YamlException yaml => $"is not valid YAML, line {yaml.Start.Line}: {SafeText.Line(yaml.InnerException?.Message ?? yaml.Message, 300)}",
        FormatException => "holds data (certificate-authority-data, client-certificate-data or client-key-data) that is not valid base64",
        CryptographicException => $"holds a certificate or key that cannot be read: {SafeText.Line(error.Message, 300)}",
        UnauthorizedAccessException => "may not be read by this process",
        IOException => $"cannot be read: {SafeText.Line(error.Message, 300)}",
        KubeConfigException => SafeText.Line(error.Message.Split('\n')[0], 600),
        _ => $"cannot be used: {SafeText.Line(error.Message, 300)}",
    };

    private static ApiFailure Failure(ClusterOptions cluster, string words, Exception? inner = null) =>
        new(FailureKind.Config, $"cluster {cluster.Name}: {words}", inner: inner);

    private static string ContextOf(ClusterOptions cluster) => cluster.Context is null ? "" : $" (context '{cluster.Context}')";

    private static string List(List<string> names) => names.Count == 0 ? "no context at all" : SafeText.Line(string.Join(", ", names.Take(20)), 400);

    private static string? Absolute(string folder, string? path) => string.IsNullOrWhiteSpace(path) ? path : Path.Combine(folder, path);

    private static string Expand(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path.TrimStart('~').TrimStart('/'))
        : path;
}
