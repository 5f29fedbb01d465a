// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.plot;

import java.util.Locale;

/** Draws a chart. */
final class SvgWriter {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 200;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final String GREY = "#888888";

  /** Told apart by people who see colours otherwise (Okabe and Ito). */
  private static final String[] COLOURS = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C6D1F"
  };

  private final Chart chart;
  private final Axis x;
  private final Axis y;
  private final StringBuilder out = new StringBuilder();

  SvgWriter(Chart chart) {
    this.chart = chart;
    x = chart.horizontal();
    y = chart.vertical();
  }

  String write() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">%n",
        WIDTH, HEIGHT);
    add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
    text(LEFT, 20, "start", chart.title(), " font-weight=\"bold\"");
    for (int i = 0; i <= x.steps(); i++) vertical(x.tick(i));
    for (int i = 0; i <= y.steps(); i++) horizontal(y.tick(i));
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", chart.x(), "");
    String turned = " transform=\"rotate(-90 16 %d)\"".formatted((TOP + HEIGHT - BOTTOM) / 2);
    text(16, (TOP + HEIGHT - BOTTOM) / 2.0, "middle", chart.y(), turned);
    for (int i = 0; i < chart.lines().size(); i++) line(i);
    return out.append("</svg>\n").toString();
  }

  private void vertical(double value) {
    double at = across(value);
    add("<path d=\"M%.1f %d V%d\" stroke=\"#dddddd\"/>%n", at, TOP, HEIGHT - BOTTOM);
    text(at, HEIGHT - BOTTOM + 16, "middle", number(value, x.step()), "");
  }

  private void horizontal(double value) {
    double at = up(value);
    add("<path d=\"M%d %.1f H%d\" stroke=\"#dddddd\"/>%n", LEFT, at, WIDTH - RIGHT);
    text(LEFT - 6, at + 4, "end", number(value, y.step()), "");
  }

  private void line(int place) {
    var line = chart.lines().get(place);
    String colour = line.isReference() ? GREY : COLOURS[place % COLOURS.length];
    String dashes = line.isReference() ? " stroke-dasharray=\"5 4\"" : "";
    var points = new StringBuilder();
    for (int i = 0; i < line.xs().length; i++) {
      if (!Double.isFinite(line.xs()[i]) || !Double.isFinite(line.ys()[i])) continue;
      points.append(format("%.1f,%.1f ", across(line.xs()[i]), up(line.ys()[i])));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
        points.toString().strip(), colour, dashes);
    int top = TOP + 10 + 18 * place;
    int left = WIDTH - RIGHT + 16;
    add(
        "<path d=\"M%d %d H%d\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
        left, top, left + 24, colour, dashes);
    text(left + 30, top + 4, "start", line.name(), "");
  }

  private double across(double value) {
    return LEFT + x.place(value) * (WIDTH - RIGHT - LEFT);
  }

  private double up(double value) {
    return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - BOTTOM - TOP);
  }

  private void text(double left, double top, String anchor, String text, String more) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n",
        left, top, anchor, more, escaped(text));
  }

  /** As many decimals as the step has. */
  private static String number(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return format("%." + decimals + "f", value + 0.0);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String format, Object... values) {
    out.append(format(format.replace("%n", "\n"), values));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
