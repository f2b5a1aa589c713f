"""How costs grow with the practice, drawn as SVG: a panel for each, both axes logarithmic; what has no slope does not grow."""

import math

# name, heading, unit, from, to (powers of ten of the axis)
PANELS = (
	("start", "Start, to Home drawn", "ms", -1, 2),
	("key", "A key in the search", "ms", -2, 1),
	("open", "A patient opened", "ms", -2, 1),
	("save", "An answer saved", "ms", -2, 1),
	("import", "Import, for each line", "µs", 0, 3),
	("resident", "Memory at rest", "MB", 0, 3),
)
WIDTH, HEIGHT, MARGIN_LEFT, MARGIN_TOP, GAP = 250, 150, 56, 44, 70


def panel(at, name, heading, unit, low, high, figures):
	left, top = MARGIN_LEFT + at % 3 * (WIDTH + GAP), MARGIN_TOP + at // 3 * (HEIGHT + GAP)
	sizes = sorted(figures)
	across = [math.log10(size) for size in sizes]

	def x(power):
		return left + (power - across[0]) / (across[-1] - across[0]) * WIDTH

	def y(power):
		return top + HEIGHT - (min(max(power, low), high) - low) / (high - low) * HEIGHT

	out = [f'<text class="heading" x="{left}" y="{top - 12}">{heading}, {unit}</text>']
	for power in range(low, high + 1):
		out.append(f'<line stroke="#ddd" x1="{left}" x2="{left + WIDTH}" y1="{y(power):.1f}" y2="{y(power):.1f}"/>')
		out.append(f'<text class="left" x="{left - 8}" y="{y(power) + 4:.1f}">{10 ** power:g}</text>')
	for size, power in zip(sizes, across):
		out.append(f'<text class="below" x="{x(power):.1f}" y="{top + HEIGHT + 18}">{size:,}</text>')
	points = [(x(power), y(math.log10(figures[size][name]))) for size, power in zip(sizes, across)]
	line = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
	out.append(f'<polyline fill="none" stroke="#005eb8" stroke-width="2" points="{line}"/>')
	for size, (px, py) in zip(sizes, points):
		out.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3.5" fill="#005eb8"/>')
		out.append(f'<text class="value" x="{px:.1f}" y="{py - 9:.1f}">{figures[size][name]:.2g}</text>')
	return out


def draw(figures):
	width, height = MARGIN_LEFT + 3 * WIDTH + 2 * GAP + 40, MARGIN_TOP + 2 * HEIGHT + GAP + 48
	out = [
		f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
		' role="img" aria-label="How start, key, opening, saving, import and memory grow with the practice">',
		"<style>text { font: 11px sans-serif; fill: #333 } .heading { font-weight: bold; font-size: 13px }"
		" .left { text-anchor: end } .below, .value { text-anchor: middle } .value { fill: #005eb8 }</style>",
		f'<rect width="{width}" height="{height}" fill="#fff"/>',
	]
	for at, (name, heading, unit, low, high) in enumerate(PANELS):
		out += panel(at, name, heading, unit, low, high, figures)
	out.append(f'<text class="below" x="{width / 2}" y="{height - 8}">patients</text></svg>')
	return "\n".join(out) + "\n"
