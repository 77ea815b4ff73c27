namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>Every recorded incident, and what scenarios 2, 4, 9 and 10 must say of it. Whoever builds another scenario adds its roots here.</summary>
internal static class Expectations
{
    private const string Crash = "container terminated Error";
    private const string Failed = "event Warning Failed";
    private static readonly string[] NotTheseOfFour = ["10 · ECR throttling", "2 · Config crash loop", "6 · EKS node group"];
    private static readonly string[] NotTheseOfThree = ["6 · EKS node group", "2 · Config crash loop", "4 · ImagePullBackOff"];
    private static readonly string[] NotTheseOfTwo = ["4 · ImagePullBackOff", "A new image", "Out of memory", "A liveness probe that is too strict", "9 · IAM permissions"];

    /// <summary>The scenarios that are judged here: each must be quiet wherever no root says otherwise.</summary>
    public static IReadOnlyList<int> Judged { get; } = [2, 3, 4, 9, 10];

    public static IReadOnlyList<Expectation> All { get; } =
    [
        new("01-apiserver-down", "all stands as it stood; only nobody can see it") { Away = true },
        new("02-configmap-hashed-crash", "a new ConfigMap under a new name, and nothing else new",
            new Root(2, "shop/checkout", Crash, 5, "deployment shop/checkout complete again", "checkout", "checkout-config-d9g5c6h2mt") { Variants = ["hashed"], RuledOut = NotTheseOfTwo }),
        new("02-configmap-inplace-all-down", "the same template, and every pod is down",
            new Root(2, "shop/cart", Crash, 5, "deployment shop/cart complete again", "2 of 2 pods", "cart-config") { Variants = ["in-place"], RuledOut = NotTheseOfTwo, Lowest = (0, 30) }),
        new("02-configmap-inplace-crash", "old pods live on with the old value",
            new Root(2, "shop/cart", Crash, 5, "deployment shop/cart complete again", "1 of 2 pods", "7 s after ConfigMap cart-config changed") { Variants = ["in-place"], RuledOut = NotTheseOfTwo }),
        new("02-configmap-key-missing", "first a key is missing, then the whole ConfigMap",
            new Root(2, "shop/catalog", Failed, 5, "deployment shop/catalog complete again", "SEARCH_URL", "catalog-config-v2") { Variants = ["missing", "in-place", "created", "unknown"], RuledOut = NotTheseOfTwo }),
        new("03-hpa-blind-no-metrics-server", "every autoscaler is blind, pods are well",
            new Root(3, "storefront/*", "hpa storefront/web ScalingActive=False", 46, "hpa storefront/search ScalingActive=False", "the metrics API does not answer") { Variants = ["blind"], RuledOut = NotTheseOfThree, Lowest = (50, 84), HealsWithin = 17 }),
        new("03-hpa-maxed-under-load", "scaling is at its end, pods are well",
            new Root(3, "storefront/web", "hpa storefront/web ScalingLimited=True TooManyReplicas", 31, "hpa storefront/web ScalingLimited=True TooManyReplicas", "maximum of 3", "15 are wanted") { Variants = ["maxed"], RuledOut = NotTheseOfThree, Lowest = (0, 49), HealsWithin = 17 }),
        new("03-hpa-missing-requests", "one autoscaler is blind, pods are well",
            new Root(3, "storefront/search", "hpa storefront/search ScalingActive=False", 46, "hpa storefront/search ScalingActive=False", "container log-shipper has no cpu request") { Variants = ["missing-requests", "blind"], RuledOut = NotTheseOfThree, Lowest = (50, 84), HealsWithin = 17 }),
        new("04-image-denied-403", "403",
            new Root(4, "payments/search", Failed, 5, "deployment payments/search complete again", "search:v1.4.3", "denies") { Variants = ["denied"], RuledOut = [.. NotTheseOfFour, "A wrong tag"] }),
        new("04-image-registry-refused", "connection refused",
            new Root(4, "fulfilment/cart", Failed, 5, "deployment fulfilment/cart complete again", "cannot be reached") { Variants = ["unreachable"], RuledOut = [.. NotTheseOfFour, "A wrong tag", "A missing permission"] }),
        new("04-image-repo-missing", "not found, and no image of that repository runs",
            new Root(4, "payments/payments", Failed, 5, "deployment payments/payments complete again", "no repository apnakart/payment") { Variants = ["missingRepository"], RuledOut = [.. NotTheseOfFour, "A missing permission"] }),
        new("04-image-tag-missing", "not found, and other images of that repository run",
            new Root(4, "payments/payments", Failed, 5, "deployment payments/payments complete again", "tag v1.4.20 does not exist") { Variants = ["missingTag"], RuledOut = [.. NotTheseOfFour, "A missing permission"] }),
        new("04-image-unauthorized-401", "401",
            new Root(4, "payments/checkout", Failed, 5, "deployment payments/checkout complete again", "credentials") { Variants = ["denied"], RuledOut = [.. NotTheseOfFour, "A wrong tag"] }),
        new("05-networkpolicy-default-deny", "objects only, nothing observed"),
        new("05-service-without-ready-endpoints", "pods run and are not ready; no crash, no pull"),
        new("06-containerd-down", "the pods stay Ready"),
        new("06-kubelet-stopped", "a dead node: pods wait for a place, none crashes and none waits for an image; 6 covers them"),
        new("10-ecr-throttled-429", "six images of one registry, throttled again and again while others come through",
            new Root(10, "/111122223333.dkr.ecr.ap-south-1.amazonaws.com", Failed, 5, "deployment payments/payments complete again", "pulls are throttled (429)") { Variants = [""], RuledOut = ["4 · ImagePullBackOff", "The limit of another registry, such as Docker Hub", "9 · IAM permissions"], Lowest = (0, 40) }) { Consequences = [4] },
        new("13-controller-manager-frozen", "nobody replaces a deleted pod") { Unexplained = true },
        new("13-etcd-frozen", "the store hangs; what is seen may be old") { Away = true },
        new("13-etcd-stopped", "the store is gone; what is seen may be old") { Away = true },
        new("13-scheduler-down", "pods wait for a place"),
        new("13-webhook-fail-closed", "pods cannot be created: that is 13, which covers the workloads"),
        new("neg-configmap-metadata-only-change", "a label and an annotation are no change of data"),
        new("neg-cordon-drain", "a planned move of pods"),
        new("neg-cronjob", "pods that end on purpose"),
        new("neg-duplicate-events-folding", "warnings by the dozen, and all pods Ready"),
        new("neg-hpa-at-min", "idle"),
        new("neg-job-failing", "a Job that fails is no crash loop"),
        new("neg-liveness-killed", "a probe that is too strict; no ConfigMap"),
        new("neg-new-image-crash-with-unrelated-configmap-change", "the new image crashes; the ConfigMap that changed is another's"),
        new("neg-oomkilled-loop", "out of memory"),
        new("neg-rolling-update-ok", "ordinary rollouts"),
        new("neg-rollout-slow-start", "new pods take 35 s"),
        new("neg-scale-down", "no pods, because nobody wants any"),
        new("neg-watch-410-pods-events-replayed", "old events told again"),
        new("neg-watch-410-relist", "the same objects listed again"),
    ];

    public static Expectation Of(string file) => All.Single(one => one.File == file);
}
