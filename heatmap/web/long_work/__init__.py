"""Long work (solving, simulating, packing): in processes of its own, watched, limited and cancelled.

A page uses it through `heatmap.pages.parts.long_work`, whose first lines show how. Underneath:

    def plan(settings: Settings, query: str, *, report: Report) -> Plan:   # of a module, not of a class
        report("Searching", 0.2, {"best": 4_100, "bound": 3_900})
        ...

    work = runner.start(plan, settings, query)    # HeatmapError where too much runs already
    runner.progress(work)                         # how it is going; asking keeps it alive
    runner.cancel(work)
    runner.result(work)                           # once its progress says that it is done

The function and its arguments travel to a process that is started afresh, never forked; so do the
result and the partial results on their way back. The process has the rights of the server and a
group of its own: processes that it starts end with it. It ends when it is cancelled, when nobody
asks after it any more, and when the server ends, however that happens. Work is known to the server
process that started it alone: serve the pages by one process with many threads.
"""
