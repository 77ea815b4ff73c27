using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>The API of one simulated cluster: takes each request to where it is answered.</summary>
internal sealed class KubernetesApi
{
    private readonly SimCluster _cluster;
    private readonly TimeProvider _time;
    private readonly ListCall _lists;
    private readonly Writes _writes;
    private readonly Load _load;

    public KubernetesApi(SimCluster cluster, TimeProvider time)
    {
        (_cluster, _time) = (cluster, time);
        _lists = new ListCall(cluster.Store, time);
        _writes = new Writes(cluster, time);
        _load = new Load(time);
    }

    /// <summary>Half-read lists expire, as after a restart of the server.</summary>
    public void ForgetPages() => _lists.Forget();

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var health = HealthPaths.Name(path);
        var resource = ApiPath.Parse(path);
        var watch = context.Flag("watch");
        var fault = _cluster.Faults.For(resource?.Resource ?? path.Trim('/').Split('/')[0]);
        if (await FaultGate.StopsAsync(context, fault, resource, watch) || (resource is not null && await _load.StopsAsync(context, fault, watch)))
            return;
        if (resource is not null && await StoreGate.StopsAsync(context, _cluster, watch, _time))
            return;
        if (health is not null)
            await HealthPaths.AnswerAsync(context, health, fault, _cluster, _time);
        else if (HttpMethods.IsPost(context.Request.Method) && Reviews.IsReview(path))
            await Reviews.AnswerAsync(context, _cluster);
        else if (HttpMethods.IsGet(context.Request.Method) && MetricsPath.IsOne(path))
            await MetricsPath.AnswerAsync(context, _cluster, path);
        else if (HttpMethods.IsGet(context.Request.Method) && Discovery.Find(_cluster, path) is { } document)
            await Answer.JsonAsync(context, document);
        else if (path == OpenApiPath.Path)
            await OpenApiPath.AnswerAsync(context);
        else if (resource?.Kind is null)
            await Status.WriteAsync(context, Status.NoSuchResource());
        else if (HttpMethods.IsGet(context.Request.Method))
            await ReadAsync(context, resource, watch);
        else
            await _writes.AnswerAsync(context, resource);
    }

    private async Task ReadAsync(HttpContext context, ApiPath path, bool watch)
    {
        if (path.Kind == ApiKinds.Secrets)
        {
            await Status.WriteAsync(context, Status.Forbidden(path, path.Name is null ? "list" : "get"));
            return;
        }

        if (Form.Asked(context) is not { } form)
        {
            await Status.WriteAsync(context, Status.Of(406, "NotAcceptable", "only the following media types are accepted: application/json"));
            return;
        }

        Selector selector;
        try
        {
            selector = Selector.Parse(path.Kind!, context.Query("labelSelector"), context.Query("fieldSelector"));
        }
        catch (FormatException error)
        {
            await Status.WriteAsync(context, Status.Of(400, "BadRequest", error.Message));
            return;
        }

        if (watch)
            await new WatchCall(_cluster, _time, context, path, selector, form).RunAsync();
        else if (path.Name is null)
            await _lists.RunAsync(context, path, selector, form);
        else
            await OneAsync(context, path, form);
    }

    private async Task OneAsync(HttpContext context, ApiPath path, Form form)
    {
        var item = _cluster.Store.Find(path.Kind!, path.Namespace, path.Name!);
        switch (path.Subresource)
        {
            case var _ when item is null:
                await Status.WriteAsync(context, Status.NotFound(path.Resource, path.Kind!.Group, path.Name!));
                break;
            case null or "status":
                await Answer.BytesAsync(context, form.One(item!, _time));
                break;
            case "log" when path.Kind == ApiKinds.Pods:
                await PodLog.AnswerAsync(context, item!);
                break;
            case "scale" when Scales.Has(path.Kind!):
                await Answer.JsonAsync(context, Scales.Of(item!));
                break;
            default:
                await Status.WriteAsync(context, Status.NoSuchResource());
                break;
        }
    }
}
