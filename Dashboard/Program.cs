using ApnaKart.Watch.Dashboard.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(WatchHost.Options(args));
    builder.AddWatch();
    var app = builder.Build();
    app.MapWatch();
    await app.RunToTheEndAsync();
    return 0;
}
catch (Exception problem) when (StartProblem.Explain(problem) is { } text)
{
    await Console.Error.WriteLineAsync(text);
    return 1;
}
