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

  function show(figure, index) {
    figure.querySelectorAll("[data-days]").forEach(function (place) {
      var words = place.getAttribute("data-days").split("|")[index].split(" ");
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
    var names = slider.querySelectorAll(".day-names li");
    slider.hidden = false;
    input.setAttribute("aria-valuetext", output.textContent);
    input.addEventListener("input", function () {
      output.textContent = names[input.value].textContent;
      input.setAttribute("aria-valuetext", output.textContent);
      show(slider.closest("figure"), Number(input.value));
    });
  });
})();
