package io.spendcast.bootstrap.report;

import java.util.List;
import java.util.Map;

/**
 * A chart with its numbers beside it.
 *
 * @param id unique on the page
 * @param title what it shows
 * @param note how to read it
 * @param alternative what it says, for who does not see it
 * @param height in pixels
 * @param width {@code wide} or {@code half}
 * @param chart what the page's script draws
 * @param tables the same in numbers
 */
record Figure(
    String id,
    String title,
    String note,
    String alternative,
    int height,
    String width,
    Map<String, Object> chart,
    List<Table> tables) {}
