/* Long work: whether its parts of the page are on. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

/* The clock's rest, the progress's, and the start button's. */
window.dash_clientside.heatmap.whileWorkRuns = (work) => [!work, !work, Boolean(work)];
