namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Starts and stops the program in order.</summary>
public static class Running
{
    /// <summary>Runs until somebody stops it.</summary>
    /// <remarks>
    /// When the start fails half way, as for an address in use, what had started is stopped before anything is disposed of:
    /// otherwise services that lose their ground fill the screen with stacks, and the one line that helps is lost in them.
    /// </remarks>
    public static async Task RunToTheEndAsync(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                await app.StopAsync();
                throw;
            }
            await app.WaitForShutdownAsync();
        }
    }
}
