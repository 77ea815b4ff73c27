using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

/// <summary>The real client against the simulated API, where it is installed.</summary>
public sealed class KubectlTests
{
    private static readonly string? Kubectl = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);

    [Fact]
    public async Task Get_prints_the_columns_that_people_know()
    {
        Assert.SkipUnless(Kubectl is not null, "kubectl is not installed");
        await using var served = await Served.StartAsync();

        (await RunAsync(served, "get", "nodes")).ShouldContain("ap-south-1.compute.internal");
        var text = await RunAsync(served, "get", "pods,deploy,rs,cm", "-n", "shop");
        text.ShouldContain("pod/checkout-");
        text.ShouldMatch(@"deployment\.apps/checkout +6/6 +6 +6");
        text.ShouldContain("configmap/checkout-config");
        var network = await RunAsync(served, "get", "svc,endpointslices,netpol", "-n", "fulfilment");
        network.ShouldMatch(@"service/orders +ClusterIP +172\.20\.");
        network.ShouldMatch(@"endpointslice\.discovery\.k8s\.io/orders-\S+ +IPv4 +8080 +10\.20\.");
        network.ShouldMatch(@"networkpolicy\.networking\.k8s\.io/default-deny +<none>");
        (await RunAsync(served, "get", "pods", "-A", "--context", "dr")).ShouldContain("kube-proxy");
    }

    [Fact]
    public async Task Describe_shows_why_a_pod_crashes_and_why_an_image_is_missing()
    {
        Assert.SkipUnless(Kubectl is not null, "kubectl is not installed");
        await using var served = await Served.StartAsync();
        served.Estate.Start("crashloop-after-configmap-change", null);
        served.Estate.Start("image-pull-backoff", null);
        await served.LiveAsync(40);

        var crash = await RunAsync(served, "describe", "pod", "-n", "shop", "-l", "app=checkout");
        crash.ShouldContain("CrashLoopBackOff");
        crash.ShouldContain("PAYMENT_TIMEOUT_MS: cannot parse \"1500ms\" as a whole number");
        crash.ShouldContain("Back-off restarting failed container checkout");
        var pull = await RunAsync(served, "describe", "pod", "-n", "payments", "-l", "app=payments-api");
        pull.ShouldContain("Failed to pull image");
        pull.ShouldContain(": not found");
        (await RunAsync(served, "get", "events", "-n", "payments")).ShouldContain("Back-off pulling image");
    }

    [Fact]
    public async Task Undoing_a_rollout_heals_the_image_outage()
    {
        Assert.SkipUnless(Kubectl is not null, "kubectl is not installed");
        await using var served = await Served.StartAsync();
        served.Estate.Start("image-pull-backoff", null);
        await served.LiveAsync(30);

        (await RunAsync(served, "rollout", "undo", "deploy/payments-api", "-n", "payments")).ShouldContain("rolled back");
        await served.LiveAsync(30);
        (await RunAsync(served, "rollout", "status", "deploy/payments-api", "-n", "payments", "--watch=false")).ShouldContain("successfully rolled out");
    }

    [Fact]
    public async Task Deleting_the_policy_and_patching_the_selector_heal_the_network_outages()
    {
        Assert.SkipUnless(Kubectl is not null, "kubectl is not installed");
        await using var served = await Served.StartAsync();
        served.Estate.Start("pod-to-pod-failure", "default-deny");
        await served.LiveAsync(2);
        (await RunAsync(served, "describe", "networkpolicy", "default-deny", "-n", "payments")).ShouldContain("Policy Types: Ingress");
        (await RunAsync(served, "delete", "networkpolicy", "default-deny", "-n", "payments")).ShouldContain("deleted");
        (await RunAsync(served, "get", "netpol", "-n", "payments", "-o", "name")).ShouldBeEmpty();

        served.Estate.Start("pod-to-pod-failure", "no-endpoints");
        await served.LiveAsync(2);
        (await RunAsync(served, "get", "endpointslices", "-n", "payments", "-l", "kubernetes.io/service-name=payments-api")).ShouldContain("<unset>");
        (await RunAsync(served, "patch", "service", "payments-api", "-n", "payments", "-p", """{"spec":{"selector":{"app":"payments-api"}}}""")).ShouldContain("patched");
        await served.LiveAsync(2);
        (await RunAsync(served, "get", "endpointslices", "-n", "payments", "-l", "kubernetes.io/service-name=payments-api")).ShouldContain("+ 3 more...");
    }

    private static async Task<string> RunAsync(Served served, params string[] arguments)
    {
        var start = new ProcessStartInfo(Kubectl!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["KUBECONFIG"] = served.Host.KubeconfigPath;
        start.Environment["HOME"] = Path.GetDirectoryName(served.Host.KubeconfigPath);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(0, await errors);
        return await output;
    }
}
