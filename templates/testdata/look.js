// Looks at a letter as it is laid out now and lists what a reader would stumble
// over, as texts.
(() => {
  const faults = [];
  const root = document.documentElement;
  const width = root.clientWidth;
  const narrow = width <= 480;
  if (root.scrollWidth > width) faults.push(`it is ${root.scrollWidth} pixels wide`);
  if (!root.lang) faults.push("it has no language");
  const foreign = "script,img,iframe,object,embed,svg,form,input,base,link,meta[http-equiv]";
  for (const e of document.querySelectorAll(foreign)) faults.push(`there is a <${e.localName}>`);
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) if (a.name.startsWith("on")) faults.push(`<${e.localName}> has ${a.name}`);
  }

  const colour = (css) => {
    const [r, g, b, a = 1] = css.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (c) => top[c] * top.a + below[c] * (1 - top.a);
    return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
  };
  // What lies behind an element, from the page up.
  const behind = (e) => {
    const under = e.parentElement ? behind(e.parentElement) : { r: 255, g: 255, b: 255, a: 1 };
    return over(colour(getComputedStyle(e).backgroundColor), under);
  };
  // WCAG 2.2, relative luminance and contrast ratio.
  const luminance = (c) => {
    const [r, g, b] = [c.r, c.g, c.b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  const block = (e) => getComputedStyle(e).display === "inline" ? block(e.parentElement) : e;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = texts.nextNode());) {
    if (!n.data.trim()) continue;
    const shown = n.data.trim().slice(0, 40);
    const style = getComputedStyle(n.parentElement);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const ground = behind(n.parentElement);
    const ratio = contrast(over(colour(style.color), ground), ground);
    if (ratio < (large ? 3 : 4.5)) faults.push(`"${shown}" has a contrast of ${ratio.toFixed(2)}`);
    if (size < 13) faults.push(`"${shown}" is ${size} pixels high`);

    const range = document.createRange();
    range.selectNodeContents(n);
    const box = block(n.parentElement).getBoundingClientRect();
    const rects = [...range.getClientRects()].filter((r) => r.width > 0);
    if (rects.length === 0) faults.push(`"${shown}" is not seen`);
    for (const r of rects) {
      if (r.left < -1 || r.right > width + 1) faults.push(`"${shown}" reaches out of the page`);
      else if (r.left < box.left - 1 || r.right > box.right + 1) faults.push(`"${shown}" reaches out of its box`);
      else continue;
      break;
    }
  }
  for (const e of document.body.querySelectorAll("*")) {
    const r = e.getBoundingClientRect();
    if (r.left < -1 || r.right > width + 1) faults.push(`a <${e.localName}> reaches out of the page`);
  }

  // WCAG 2.2, target size: 24 pixels; a finger wants 44 for what has consequences.
  for (const a of document.links) {
    if (!/^(mailto:|tel:|#ZgotmplZ)/.test(a.getAttribute("href"))) faults.push(`a link leads to ${a.getAttribute("href")}`);
    const r = a.getBoundingClientRect();
    const least = narrow && a.closest(".deeds") ? 44 : 24;
    if (r.height < least || r.width < 24) faults.push(`the link "${a.text}" is ${r.width} by ${r.height} pixels`);
  }
  return faults;
})()
