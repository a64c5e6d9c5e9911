"use strict";
(function () {
  function follow() {
    document.querySelectorAll(".active").forEach(function (e) { e.classList.remove("active"); });
    var id = decodeURIComponent(location.hash.slice(1));
    if (!/^c[0-9-]+$/.test(id)) { return; }
    document.querySelectorAll('[data-of="' + id + '"], [data-claim="' + id + '"]').forEach(function (e) {
      e.classList.add("active");
    });
  }
  window.addEventListener("hashchange", follow);
  follow();

  // The state that holds on a day: "0:one|4:other" says since which number each holds.
  function holding(place, index) {
    var found = "";
    place.getAttribute("data-days").split("|").forEach(function (item) {
      var at = item.indexOf(":");
      if (Number(item.slice(0, at)) <= index) { found = item.slice(at + 1); }
    });
    return found.split(" ");
  }

  function show(figure, index) {
    figure.querySelectorAll("[data-days]").forEach(function (place) {
      var words = holding(place, index);
      var grade = words.pop();
      place.setAttribute("class", (place.classList.contains("broad") ? "place broad " : "place ") + words.join(" "));
      place.querySelectorAll("use").forEach(function (sign) { sign.setAttribute("href", "#e-" + grade); });
      var said = [words[0], words[1], grade].map(function (key) {
        var item = figure.querySelector('[data-key="' + key + '"]');
        return item ? item.textContent.trim() : "";
      });
      var text = place.getAttribute("data-name") + ", " + said.filter(Boolean).join(", ");
      var holder = place.closest("a, [role=img]");
      if (holder) {
        holder.setAttribute("aria-label", text);
        var title = holder.querySelector("title");
        if (title) { title.textContent = text; }
      }
    });
  }
  document.querySelectorAll(".slider").forEach(function (slider) {
    var input = slider.querySelector("input");
    var output = slider.querySelector("output");
    var turns = slider.querySelector(".turns");
    var days = Array.prototype.slice.call(slider.querySelectorAll(".day-names li"));
    function move(to) {
      var day = days[to];
      input.value = to;
      output.textContent = day.textContent;
      input.setAttribute("aria-valuetext", day.textContent);
      turns.textContent = day.getAttribute("data-turns") || "";
      show(slider.closest("figure"), Number(day.getAttribute("data-state")));
    }
    slider.hidden = false;
    input.setAttribute("aria-valuetext", output.textContent);
    input.addEventListener("input", function () { move(Number(input.value)); });
    slider.querySelectorAll("button").forEach(function (button) {
      button.addEventListener("click", function () {
        var step = Number(button.getAttribute("data-step"));
        var at = Number(input.value) + step;
        while (at > 0 && at < days.length - 1 && !days[at].hasAttribute("data-turns")) { at += step; }
        if (at >= 0 && at < days.length) { move(at); }
      });
    });
  });
})();
