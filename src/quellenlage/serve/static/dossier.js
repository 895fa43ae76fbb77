// Copies a citation: the sentence, its source, its day, its link and its hash. The page does without it.
const citation = (sentence, source, link) => `„${sentence.trim().replace(/\s+/g, " ")}“\n${source.trim().replace(/\s+/g, " ")}\n${link}\n`;

const offer = (place, text) => {
  const { copy, copied, failed } = document.body.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = copied;
    } catch {
      button.textContent = failed;
    }
    setTimeout(() => { button.textContent = copy; }, 10000);
  });
  place.append(" ", button);
};

for (const note of document.querySelectorAll(".notes li")) {
  const source = note.querySelector("p");
  const words = source.textContent;
  offer(source, () => citation(note.querySelector("blockquote").textContent,
    `${words}, SHA-256 ${note.dataset.hash}`, new URL(note.dataset.link, location.href).href));
}

const panel = document.querySelector(".cite");
const showTarget = () => {
  const sentence = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!panel || !sentence || !sentence.classList.contains("s")) return;
  const furniture = sentence.closest("details");
  if (furniture && !furniture.open) { furniture.open = true; sentence.scrollIntoView(); }
  panel.replaceChildren();
  panel.hidden = false;
  const words = document.createElement("bdi");
  words.textContent = sentence.textContent;
  panel.append(words);
  offer(panel, () => citation(sentence.textContent, panel.dataset.source, location.href));
};
addEventListener("hashchange", showTarget);
showTarget();
document.querySelector(".text .lines")?.addEventListener("click", (event) => {
  const sentence = event.target.closest(".s[id]");
  if (sentence && !getSelection().toString()) location.hash = sentence.id;
});

// Words that were selected fill the form for what was not found. The form can be filled by hand as well.
for (const link of document.querySelectorAll("a[data-add]")) {
  link.addEventListener("click", () => {
    const words = String(getSelection()).trim().slice(0, 1500);
    if (words) link.search = `${link.search}&words=${encodeURIComponent(words)}`;
  });
}
