using ApnaKart.Watch.Collectors.Kubernetes.Nodes;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Nodes;

public sealed class SchedulingWordsTests
{
    [Theory]
    [InlineData("0/4 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 3 node(s) had untolerated taint {sim: true}. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
        "node(s) had untolerated taint {node.kubernetes.io/not-ready: }*|node(s) had untolerated taint {sim: true}")]
    [InlineData("0/12 nodes are available: 3 Insufficient cpu, 9 Insufficient memory.", "Insufficient cpu*|Insufficient memory*")]
    [InlineData("0/1 nodes are available: 1 Insufficient nvidia.com/gpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.", "Insufficient nvidia.com/gpu")]
    [InlineData("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.", "node(s) didn't match Pod's node affinity/selector")]
    [InlineData("0/3 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 1 node(s) had volume node affinity conflict.", "Too many pods*|node(s) were unschedulable*|node(s) had volume node affinity conflict")]
    [InlineData("0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: a, b}.", "node(s) had untolerated taint {dedicated: a, b}")]
    [InlineData("no nodes available to schedule pods", "")]
    [InlineData(null, "")]
    public void The_scheduler_s_sentence_is_read_and_want_of_room_is_told_from_the_pod_s_own_wishes(string? message, string expected) =>
        string.Join('|', SchedulingWords.Read(message).Select(one => one.Reason + (one.Room ? "*" : ""))).ShouldBe(expected);

    [Fact]
    public void Nodes_are_counted() => SchedulingWords.Read("0/12 nodes are available: 3 Insufficient cpu, 9 Too many pods.").Select(one => one.Nodes).ShouldBe([3, 9]);
}
