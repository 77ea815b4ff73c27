using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class ImageTests
{
    private const string Ecr = "111122223333.dkr.ecr.ap-south-1.amazonaws.com/shop/pay";

    [Theory]
    [InlineData("nginx", "docker.io", "library/nginx", "latest", null)]
    [InlineData("bitnami/redis:7", "docker.io", "bitnami/redis", "7", null)]
    [InlineData("localhost/web:1", "localhost", "web", "1", null)]
    [InlineData("registry.example:5000/shop/web", "registry.example:5000", "shop/web", "latest", null)]
    [InlineData("registry.example:5000/shop/web:1.2", "registry.example:5000", "shop/web", "1.2", null)]
    [InlineData("ghcr.io/a/b@sha256:ab12", "ghcr.io", "a/b", null, "sha256:ab12")]
    [InlineData("ghcr.io/a/b:1@sha256:ab12", "ghcr.io", "a/b", "1", "sha256:ab12")]
    public void A_reference_is_taken_apart_as_runtimes_do(string image, string registry, string repository, string? tag, string? digest)
    {
        var parsed = ImageReference.Parse(image);
        (parsed.Registry, parsed.Repository, parsed.Tag, parsed.Digest).ShouldBe((registry, repository, tag, digest));
    }

    [Theory]
    [InlineData("111122223333.dkr.ecr.ap-south-1.amazonaws.com/x:1", "111122223333", "ap-south-1")]
    [InlineData("111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/x:1", "111122223333", "us-gov-west-1")]
    [InlineData("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/x:1", "111122223333", "cn-north-1")]
    [InlineData("111122223333.dkr-ecr.eu-west-1.on.aws/x:1", "111122223333", "eu-west-1")]
    [InlineData("111122223333.dkr.ecr.ap-south-1.amazonaws.com.evil.example/x:1", null, null)]
    public void An_ecr_host_tells_account_and_region(string image, string? account, string? region)
    {
        var parsed = ImageReference.Parse(image);
        (parsed.Account, parsed.Region).ShouldBe((account, region));
    }

    [Theory]
    [InlineData($"failed to resolve reference \"{Ecr}:v429\": pulling from host 111122223333.dkr.ecr.ap-south-1.amazonaws.com failed with status code [manifests v429]: 403 Forbidden", ImagePullClass.Denied)]
    [InlineData($"failed to resolve reference \"{Ecr}:v1\": pulling from host H failed with status code [manifests v1]: 401 Unauthorized", ImagePullClass.Denied)]
    [InlineData($"failed to resolve reference \"{Ecr}:v1\": pulling from host H failed with status code [manifests v1]: 429 Too Many Requests", ImagePullClass.Throttled)]
    [InlineData($"failed to copy: httpReadSeeker: failed open: unexpected status code https://{Ecr}/blobs/sha256:403: 429 Too Many Requests - Server message: toomanyrequests: Rate exceeded", ImagePullClass.Throttled)]
    [InlineData($"unexpected status from HEAD request to https://{Ecr}/manifests/v429: 403 Forbidden", ImagePullClass.Denied)]
    [InlineData("pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials", ImagePullClass.Denied)]
    [InlineData($"rpc error: code = NotFound desc = failed to pull and unpack image \"{Ecr}:v429\": failed to resolve reference \"{Ecr}:v429\": {Ecr}:v429: not found", ImagePullClass.NotFound)]
    [InlineData("docker.io/library/denied429:nope: not found", ImagePullClass.NotFound)]
    [InlineData("name unknown: The repository with name 'x' does not exist in the registry with id '111'", ImagePullClass.NotFound)]
    [InlineData("failed to do request: Head \"http://127.0.0.1:15999/v2/cart/manifests/v429\": dial tcp 127.0.0.1:15999: connect: connection refused", ImagePullClass.Network)]
    [InlineData("Get \"https://no.example/v2/\": x509: certificate is not valid for any names", ImagePullClass.Network)]
    [InlineData("no match for platform in manifest: not found", ImagePullClass.Platform)]
    [InlineData("failed to extract layer sha256:ab: write /x: no space left on device", ImagePullClass.Disk)]
    [InlineData("couldn't parse image name \"Web:1\": invalid reference format", ImagePullClass.Invalid)]
    [InlineData("the moon is in the wrong house", ImagePullClass.Other)]
    public void The_runtimes_words_tell_why(string cause, ImagePullClass expected) =>
        ImagePullClassifier.Classify("ErrImagePull", cause, $"{Ecr}:v429").ShouldBe(expected);

    [Theory]
    [InlineData("InvalidImageName", ImagePullClass.Invalid)]
    [InlineData("SignatureValidationFailed", ImagePullClass.Signature)]
    [InlineData("RegistryUnavailable", ImagePullClass.Network)]
    [InlineData("ImagePullBackOff", ImagePullClass.Other)]
    [InlineData("ErrImageNeverPull", ImagePullClass.Other)]
    public void Without_words_the_reason_tells_what_it_can(string reason, ImagePullClass expected) =>
        ImagePullClassifier.Classify(reason, null, $"{Ecr}:v1").ShouldBe(expected);
}
