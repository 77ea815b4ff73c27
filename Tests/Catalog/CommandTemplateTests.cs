using ApnaKart.Watch.Rules.Catalog.Commands;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class CommandTemplateTests
{
    [Theory]
    [InlineData("echo '{x}'", "inside quotes")]
    [InlineData("echo \"{x}\"", "inside quotes")]
    [InlineData("echo \"$(cat {x})\"", "inside quotes")]
    [InlineData("echo 'a'\\''{x}'", "inside quotes")]
    [InlineData("echo `cat {x}`", "inside backticks")]
    [InlineData("echo \\{x}", "changes what quotes mean")]
    [InlineData("echo ${x}", "changes what quotes mean")]
    [InlineData("echo {{x}}", "changes what quotes mean")]
    [InlineData("echo a > {x}", "behind a redirection")]
    [InlineData("cat <{x}", "behind a redirection")]
    [InlineData("cat <<END\n{x}\nEND", "here-document")]
    [InlineData("{x} get pods", "where a command begins")]
    [InlineData("echo a | {x}", "where a command begins")]
    [InlineData("echo a && {x}", "where a command begins")]
    [InlineData("echo a\n{x}", "where a command begins")]
    [InlineData("LANG=C {x}", "where a command begins")]
    [InlineData("echo $({x})", "where a command begins")]
    [InlineData("eval echo {x}", "given to an interpreter")]
    [InlineData("sh -c {x}", "given to an interpreter")]
    [InlineData("echo a | xargs echo {x}", "given to an interpreter")]
    [InlineData("echo a # about {x}", "in a comment")]
    public void A_placeholder_where_its_value_would_not_stay_one_word_is_refused(string command, string why) =>
        CommandTemplate.Parse(command).Faults.ShouldHaveSingleItem().ShouldContain(why);

    [Theory]
    [InlineData("kubectl --context {context} -n {namespace} get pods", "context", "namespace")]
    [InlineData("kubectl \\\n  --context {context}", "context")]
    [InlineData("kubectl set image {kind}/{workload} {container}={image}", "kind", "workload", "container", "image")]
    [InlineData("kubectl patch hpa {hpa} -p '[{\"value\":'{maxReplicas}'}]'", "hpa", "maxReplicas")]
    [InlineData("kubectl get pod {pod} -o jsonpath='{.metadata.labels}' # don't", "pod")]
    [InlineData("kubectl logs {pod} -c {container}", "pod", "container")]
    [InlineData("aws eks describe-cluster --name {cluster} --query 'cluster.{s:status}'", "cluster")]
    public void A_placeholder_that_stands_for_a_word_is_fine(string command, params string[] names)
    {
        var template = CommandTemplate.Parse(command);

        template.Faults.ShouldBeEmpty();
        template.Names.ShouldBe(names);
        string.Concat(template.Parts.Select(part => part.IsPlaceholder ? $"{{{part.Text}}}" : part.Text)).ShouldBe(command);
    }
}
