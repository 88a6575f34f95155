using System.Text;

namespace CoProduction.TestCommon.RabbitMq;

/// <summary>What a RabbitMQ node has written down in its data folder.</summary>
public static class NodeFiles
{
    /// <summary>
    /// Waits until the node would know the queue after a kill. It writes down a new queue's name a moment late: killed before, it makes the queue anew, empty and
    /// without a leader.
    /// </summary>
    public static Task KnowQueueAsync(string folder, string queue) => Eventually.GetAsync(
        () => Task.FromResult(Directory.GetFiles(folder, "names.dets", SearchOption.AllDirectories)),
        files => files.Any(file => File.ReadAllText(file, Encoding.Latin1).Contains(queue, StringComparison.Ordinal)));
}
