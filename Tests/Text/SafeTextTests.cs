using System.Text;
using ApnaKart.Watch.Collectors.Text;
using CsCheck;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Text;

public sealed class SafeTextTests
{
    private const string Jwt = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQifQ.c2lnbmF0dXJl-_x";

    [Theory]
    [InlineData("token was " + Jwt + " and more", "token was [redacted] and more")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE denied", "key [redacted] denied")]
    [InlineData("ASIAIOSFODNN7EXAMPLE", "[redacted]")]
    [InlineData("curl -H 'Authorization: Bearer abc.def'", "curl -H 'Authorization: Bearer [redacted]'")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [redacted]")]
    [InlineData("sent Bearer 0123456789abcdef0123==", "sent Bearer [redacted]")]
    [InlineData("password=hunter2", "password=[redacted]")]
    [InlineData("DB_PASSWORD = hunter2;Port=5432", "DB_PASSWORD = [redacted];Port=5432")]
    [InlineData("password=\"hun ter2\" next", "password=[redacted] next")]
    [InlineData("{\"dbPassword\":\"hunter2\",\"port\":1}", "{\"dbPassword\":[redacted],\"port\":1}")]
    [InlineData("{\\\"password\\\":\\\"hunter2\\\"}", "{\\\"password\\\":[redacted]}")]
    [InlineData("spring.datasource.password: hunter2\nport: 1", "spring.datasource.password: [redacted]\nport: 1")]
    [InlineData("aws_secret_access_key=wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key=[redacted]")]
    [InlineData("GET /?X-Amz-Security-Token=abc%2F&X-Amz-Date=1", "GET /?X-Amz-Security-Token=[redacted]&X-Amz-Date=1")]
    [InlineData("mysql --db-password hunter2 -h db", "mysql --db-password [redacted] -h db")]
    [InlineData("<db.password>hunter2</db.password>", "<db.password>[redacted]</db.password>")]
    [InlineData("dial postgres://cart:hunter2@db:5432/cart failed", "dial postgres://[redacted]@db:5432/cart failed")]
    [InlineData("https://sometoken@github.example/x", "https://[redacted]@github.example/x")]
    [InlineData("cart:hunter2@tcp(db:3306)/cart", "[redacted]@tcp(db:3306)/cart")]
    [InlineData("a -----BEGIN RSA PRIVATE" + " KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY----- b", "a [redacted] b")]
    [InlineData("cut off -----BEGIN EC PRIVATE" + " KEY-----\nMIIE", "cut off [redacted]")]
    [InlineData("pass\u200Bword=hunter2", "password=[redacted]")]
    [InlineData("using ghp_0123456789abcdefghij", "using [redacted]")]
    public void A_secret_is_taken_out_and_the_rest_stays(string text, string expected) => SafeText.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("Back-off pulling image \"111122223333.dkr.ecr.ap-south-1.amazonaws.com/shop/cart:v1\"")]
    [InlineData("Error: couldn't find key SEARCH_TOKEN_URL in ConfigMap shop/catalog-config")]
    [InlineData("MountVolume.SetUp failed for volume \"kube-api-access\" : configmap \"kube-root-ca.crt\" not found")]
    [InlineData("secret \"db\" not found")]
    [InlineData("no basic auth credentials")]
    [InlineData("Get \"https://registry:5000/v2/shop/manifests/v1\": dial tcp 10.0.0.1:5000: connect: connection refused")]
    [InlineData("https://registry.example/shop@sha256:0123")]
    [InlineData("The bearer token has expired")]
    [InlineData("panic: yaml: line 3: mapping values are not allowed\n\tat main.go:10")]
    [InlineData("नमस्ते 👩‍👩‍👧 क्‍ष")]
    public void What_an_engineer_needs_stays_as_it_is(string text)
    {
        // The userinfo of a URL may hold no slash, so a digest behind a path is not mistaken for it.
        SafeText.Clean(text).ShouldBe(text);
    }

    [Fact]
    public void Control_characters_and_direction_overrides_cannot_change_how_a_text_reads()
    {
        SafeText.Clean("a\u001b[31mred\0\u0085\u009b").ShouldBe("a\uFFFD[31mred\uFFFD\uFFFD\uFFFD");
        SafeText.Clean("moc.\u202Elive\u2066x\u2069\u200F").ShouldBe("moc.livex");
        SafeText.Clean("lone \uD83D half").ShouldBe("lone \uFFFD half");
        SafeText.Clean("one\r\ntwo\rthree\tfour").ShouldBe("one\ntwo\nthree\tfour");
        SafeText.Line("one\r\ntwo\rthree\tfour").ShouldBe("one two three four");
    }

    [Fact]
    public void Missing_stays_missing_and_is_not_an_empty_text()
    {
        SafeText.Clean(null).ShouldBeNull();
        SafeText.Line("").ShouldBe("");
    }

    [Fact]
    public void A_cleaned_text_is_bounded_in_bytes_and_valid_and_stays_when_nothing_is_wrong_with_it()
    {
        Gen.Select(Hostile, Gen.Int[16, 200]).Sample((text, cap) =>
        {
            var clean = SafeText.Clean(text, cap);
            Encoding.UTF8.GetByteCount(clean).ShouldBeLessThanOrEqualTo(cap);
            clean.EnumerateRunes().ShouldAllBe(rune => !Rune.IsControl(rune) || rune.Value == '\n' || rune.Value == '\t');
            if (!clean.Contains(SafeText.Mark, StringComparison.Ordinal) && !clean.EndsWith('…'))
                SafeText.Clean(clean, cap).ShouldBe(clean);
            SafeText.Line(text, cap).ShouldNotContain("\n");
        }, iter: 3_000);
    }

    [Fact]
    public void No_secret_survives_wherever_it_stands_and_wherever_the_text_is_cut()
    {
        string[] secrets =
        [
            "s3cr3tPART" + Jwt, "AKIA" + "QQQQWWWWEEEERRRR", "password=qqQQwwWWeeEE", "https://u:qqQQwwWWeeEE@h/", "Authorization: Bearer qqQQwwWWeeEE",
            "-----BEGIN PRIVATE" + " KEY-----\nqqQQwwWWeeEE\n-----END PRIVATE KEY-----", "\"apiKey\" : \"qqQQwwWWeeEE\"",
        ];
        Gen.Select(Gen.Char[" x.\n"].Array[0, 60], Gen.Int[0, secrets.Length - 1].Select(at => secrets[at]), Gen.Char[" x.\n"].Array[0, 60], Gen.Int[16, 120]).Sample((before, secret, after, cap) =>
        {
            var clean = SafeText.Clean(new string(before) + " " + secret + " " + new string(after), cap);
            clean.ShouldNotContain("qqQQ");
            clean.ShouldNotContain("AKIAQQQQWWWW");
            clean.ShouldNotContain("eyJhbGci");
        }, iter: 3_000);
    }

    [Fact]
    public void A_very_long_text_costs_no_more_than_its_beginning()
    {
        var clean = SafeText.Clean(string.Concat(Enumerable.Repeat("password=\"" + new string('\\', 99), 100_000)));
        Encoding.UTF8.GetByteCount(clean).ShouldBeLessThanOrEqualTo(SafeText.Cap);
    }

    [Theory]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("apiKey", true)]
    [InlineData("ConnectionString", true)]
    [InlineData("sentry.dsn", true)]
    [InlineData("LOG_LEVEL", false)]
    [InlineData("application.yaml", false)]
    public void A_key_that_speaks_of_a_secret_gives_no_value(string key, bool secret)
    {
        SecretWords.IsSecretKey(key).ShouldBe(secret);
        SafeText.ConfigValue(key, "debug", out var altered).ShouldBe(secret ? SafeText.Mark : "debug");
        altered.ShouldBe(secret);
    }

    [Fact]
    public void A_value_that_was_cut_or_cleaned_is_known_not_to_be_the_clusters_own()
    {
        SafeText.ConfigValue("app.conf", "a=1\npassword=x", out var redacted).ShouldBe("a=1\npassword=[redacted]");
        redacted.ShouldBeTrue();
        SafeText.ConfigValue("app.conf", new string('x', 5_000), out var cut).Length.ShouldBeLessThan(4_100);
        cut.ShouldBeTrue();
    }

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Char.Select(c => c.ToString()),
        OneOf("password=", "\"", "'", "\\", "eyJhbGciOi", ".", "AKIA1234567890", "://", "@", "-----BEGIN X-----", "Bearer ", "[redacted]", "=", ":", "token", "=x", " ", "\n", "😀", "--secret ", "authorization:", "<password>")
    ).Array[0, 40].Select(string.Concat);

    private static Gen<string> OneOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]);
}
