// The stage: the picture in its frame, moved by scrolling and made larger and smaller. While
// a gesture lasts the picture is only stretched, which is quick; after it, it is drawn anew.
function stageOf(frame, svg) {
  const CLOSEST = 4, READABLE = 0.5, SMALLEST = 0.36; // px of the screen to one of the picture
  const SETTLED = 140; // ms after the last step of a gesture
  const natural = svg.viewBox.baseVal.width, tall = svg.viewBox.baseVal.height;
  let drawn = 1, now = 1, settling = 0;

  const least = () => Math.min(frame.clientWidth / natural, frame.clientHeight / tall, SMALLEST);

  function settle() {
    clearTimeout(settling);
    settling = 0;
    const { scrollLeft, scrollTop } = frame;
    drawn = now;
    svg.style.width = `${(now * natural).toFixed(1)}px`;
    svg.style.transform = "";
    svg.style.setProperty("--px", (1 / now).toFixed(3));
    frame.classList.toggle("near", frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight);
    frame.scrollTo(scrollLeft, scrollTop);
  }

  // The point at x, y of the frame stays where it is.
  function stretch(wanted, x, y) {
    const next = Math.max(least(), Math.min(CLOSEST, wanted));
    const left = (frame.scrollLeft + x) / now, top = (frame.scrollTop + y) / now;
    now = next;
    svg.style.transform = `scale(${now / drawn})`;
    frame.scrollTo(left * now - x, top * now - y);
    clearTimeout(settling);
    settling = setTimeout(settle, SETTLED);
  }

  function zoom(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    stretch(wanted, x, y);
    settle();
  }

  // The place of some shapes on the picture, in its own px.
  function boxOf(shapes) {
    const { left, top } = svg.getBoundingClientRect(), boxes = shapes.map((shape) => shape.getBoundingClientRect());
    const edge = (side, from, choose) => (choose(...boxes.map((box) => box[side])) - from) / now;
    return {
      left: edge("left", left, Math.min), right: edge("right", left, Math.max),
      top: edge("top", top, Math.min), bottom: edge("bottom", top, Math.max),
    };
  }

  const within = (from, to, start, room) => {
    if (to - from > room || from < start) return from;
    return to > start + room ? to - room : start;
  };

  // Moves the picture as little as is needed to see some shapes, what lies below `covered` apart.
  function show(shapes, covered = 0, margin = 24) {
    const box = boxOf(shapes), at = (place, by) => place * now + by * margin;
    frame.scrollTo(
      within(at(box.left, -1), at(box.right, 1), frame.scrollLeft, frame.clientWidth),
      within(at(box.top, -1), at(box.bottom, 1), frame.scrollTop, frame.clientHeight - covered),
    );
  }

  // As large as all of them can be seen at once, unless they were far too small then.
  function fit(shapes, covered = 0, margin = 24) {
    const box = boxOf(shapes), wide = box.right - box.left, high = box.bottom - box.top;
    const scale = Math.min((frame.clientWidth - 2 * margin) / wide, (frame.clientHeight - covered - 2 * margin) / high, 1);
    zoom(Math.max(scale, SMALLEST));
    frame.scrollTo(
      ((box.left + box.right) * now - frame.clientWidth) / 2,
      ((box.top + box.bottom) * now - frame.clientHeight + covered) / 2,
    );
  }

  const whole = () => zoom(Math.min(frame.clientWidth / natural, frame.clientHeight / tall));
  const open = () => zoom(Math.max(READABLE, Math.min(1, frame.clientWidth / natural)), 0, 0);
  return { zoom, stretch, show, fit, whole, open, scale: () => now };
}

// Drawing the picture along with a mouse, the wheel with Ctrl, and two fingers. A pointer that
// draws the picture along chooses nothing: `wasDragged` tells.
function gestures(frame, stage) {
  let drag = null, dragged = false, pinch = null;
  frame.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType === "mouse" && event.button === 0)
      drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    dragged ||= Math.hypot(dx, dy) > 4;
    if (dragged) frame.scrollTo(drag.left - dx, drag.top - dy);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { drag = null; });

  const place = (x, y) => {
    const box = frame.getBoundingClientRect();
    return [x - box.left, y - box.top];
  };
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    stage.stretch(stage.scale() * Math.exp(-event.deltaY / 400), ...place(event.clientX, event.clientY));
  }, { passive: false });

  const fingers = ([one, other]) => ({
    far: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    at: place((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2),
  });
  frame.addEventListener("touchstart", ({ touches }) => {
    pinch = touches.length === 2 ? { far: fingers(touches).far, scale: stage.scale() } : null;
  }, { passive: true });
  frame.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const { far, at } = fingers(event.touches);
    stage.stretch(pinch.scale * far / pinch.far, ...at);
  }, { passive: false });
  return { wasDragged: () => dragged };
}
