/* The Unit page's glue. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (glue) {
  "use strict";

  /* Another unit's page, in the same view. */
  glue.goToUnit = (unit) => (unit ? `/unit/${encodeURIComponent(unit)}` : window.dash_clientside.no_update);

  glue.printPage = () => {
    window.setTimeout(() => window.print());
    return window.dash_clientside.no_update;
  };
})(window.dash_clientside.heatmap);
