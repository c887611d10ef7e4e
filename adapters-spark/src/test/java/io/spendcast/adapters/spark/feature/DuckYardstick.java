package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.AsOfDate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an analyst would write for DuckDB on the same machine: daily sums with a column per
 * category, then all as-of dates in one query, both written to Parquet by two threads. Money is a
 * floating-point number, and what is fitted to the population is left out, so that it has less to
 * do than we have.
 */
final class DuckYardstick implements AutoCloseable {
  private static final String SOLD =
      """
      CREATE OR REPLACE VIEW sold AS
      SELECT ss_customer_sk AS customer, 'store' AS channel, d_date AS day, ss_ticket_number AS ord,
             i_category AS category, ss_quantity AS units, ss_ext_sales_price AS amount,
             ss_ext_list_price - ss_ext_sales_price AS discount
      FROM store_sales JOIN date_dim ON ss_sold_date_sk = d_date_sk JOIN item ON ss_item_sk = i_item_sk
      UNION ALL
      SELECT ws_bill_customer_sk, 'web', d_date, ws_order_number, i_category, ws_quantity, ws_ext_sales_price,
             ws_ext_list_price - ws_ext_sales_price
      FROM web_sales JOIN date_dim ON ws_sold_date_sk = d_date_sk JOIN item ON ws_item_sk = i_item_sk
      """;

  private static final String BACK =
      """
      CREATE OR REPLACE TABLE back AS
      SELECT customer, day, sum(amount)::DOUBLE AS returned FROM (
        SELECT sr_customer_sk AS customer, d_date AS day, sr_return_amt AS amount
        FROM store_returns JOIN date_dim ON sr_returned_date_sk = d_date_sk
        UNION ALL
        SELECT wr_refunded_customer_sk, d_date, wr_return_amt
        FROM web_returns JOIN date_dim ON wr_returned_date_sk = d_date_sk) GROUP BY ALL
      """;

  private static final String TILES =
      """
      CREATE OR REPLACE TABLE tile AS
      SELECT customer, channel, day, sum(amount)::DOUBLE AS spend, sum(discount)::DOUBLE AS discount,
             count(DISTINCT ord) AS orders, count(*) AS lines, sum(units)::DOUBLE AS units, %s
      FROM sold GROUP BY customer, channel, day
      """;

  private static final String DATES =
      """
      CREATE OR REPLACE TABLE dates AS
      SELECT a, a - (SELECT min(day) FROM tile) AS observed,
             (SELECT sum(spend) FROM tile WHERE day >= a - 365 AND day < a - 275)
               / (SELECT sum(spend) FROM tile WHERE day >= a - 365 AND day < a) AS season
      FROM (SELECT unnest([%s]) AS a)
      """;

  private static final String PANEL =
      """
      COPY (
      WITH bought AS (
        SELECT customer, day, sum(spend) AS spend, min(day) OVER (PARTITION BY customer) AS first_day,
               day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap
        FROM tile GROUP BY customer, day),
      rhythm AS (
        SELECT customer, a, avg(gap) AS mean_gap,
               CASE WHEN count(gap) >= 2 THEN stddev_pop(gap) / avg(gap) END AS gap_variation,
               sum(spend) FILTER (day = first_day) AS first_day_spend
        FROM bought JOIN dates ON day < a GROUP BY customer, a),
      gone_back AS (
        SELECT customer, a, sum(returned) AS returned, sum(returned) FILTER (day >= a - 365) AS returned_year
        FROM back JOIN dates ON day < a GROUP BY customer, a),
      future AS (
        SELECT customer, a, sum(spend) AS label FROM tile JOIN dates ON day >= a AND day < a + 90 GROUP BY customer, a),
      f AS (
        SELECT customer, a, any_value(observed) AS observed, any_value(season) AS season,
          sum(spend) AS total, sum(orders) AS orders, sum(lines) AS lines, sum(units) AS units,
          sum(discount) AS discount, a - max(day) AS since, a - min(day) AS tenure,
          sum(orders) FILTER (isodow(day) > 5) AS weekend_orders,
          sum(spend) FILTER (day >= a - 180) AS half_year,
          sum(spend) FILTER (day >= a - 360 AND day < a - 180) AS half_year_before,
          sum(spend) FILTER (day >= a - 365 AND day < a - 275) AS year_ago_spend,
          sum(orders) FILTER (day >= a - 365 AND day < a - 275) AS year_ago_orders,
          %1$s
        FROM tile JOIN dates ON day < a GROUP BY customer, a)
      SELECT f.*, %2$s
        least(since, 365) AS since_within, least(tenure, 365) AS tenure_within, total / orders AS basket,
        total * 30 / observed AS spend_rate, orders * 30 / observed AS order_rate, lines / orders AS lines_per_order,
        units / orders AS units_per_order, total / nullif(units, 0) AS unit_price,
        discount / nullif(total + discount, 0) AS discount_rate, weekend_orders / orders AS weekend_share,
        coalesce(half_year, 0) - coalesce(half_year_before, 0) AS spend_change,
        coalesce(returned, 0) * 30 / observed AS returned_rate, coalesce(returned_year, 0) AS returned_last_year,
        coalesce(returned, 0) / nullif(total, 0) AS returned_share,
        mean_gap, least(mean_gap, 365) AS mean_gap_within, gap_variation, since / mean_gap AS gaps_since, first_day_spend,
        (total - first_day_spend) / greatest(tenure, 30) * 90 AS tenure_rate,
        (orders - 1) / greatest(tenure, 30) * 90 AS tenure_order_rate,
        (total - first_day_spend) / greatest(tenure, 30) * 365 * season AS tenure_season_rate,
        total * season AS season_rate, orders * season AS season_order_rate,
        CASE WHEN observed >= 365 THEN 1 ELSE 0 END AS full_lookback, coalesce(label, 0) AS label
      FROM f JOIN rhythm USING (customer, a) LEFT JOIN gone_back USING (customer, a) LEFT JOIN future USING (customer, a)
      ) TO '%3$s' (COMPRESSION snappy)
      """;

  private static final String OF_CHANNEL =
      """
      coalesce(sum(spend) FILTER (channel = '%1$s'), 0) AS %1$s_total,
      coalesce(sum(orders) FILTER (channel = '%1$s'), 0) AS %1$s_orders,
      a - max(day) FILTER (channel = '%1$s') AS %1$s_since
      """;

  private static final String MORE_OF_CHANNEL =
      """
      %1$s_total * 30 / observed AS %1$s_rate, %1$s_total / nullif(total, 0) AS %1$s_share,
      %1$s_orders / orders AS %1$s_order_share, least(%1$s_since, 365) AS %1$s_since_within,
      (%1$s_since = since)::INTEGER AS %1$s_last,
      """;

  private static final String OF_WINDOW =
      """
      coalesce(sum(spend) FILTER (day >= a - %1$s), 0) AS spend_%1$s,
      coalesce(sum(orders) FILTER (day >= a - %1$s), 0) AS orders_%1$s
      """;

  private static final String OF_BLOCK =
      "coalesce(sum(spend) FILTER (day >= a - %1$s * 30 AND day < a - %1$s * 30 + 30), 0) AS block_%1$s";

  private static final String MORE_OF_BLOCKS =
      """
      list_avg([%1$s]) AS block_mean, list_max([%1$s]) AS block_max,
      (%2$s) / 12 AS block_empty,
      """;

  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  /** Reads these files of each raw table. */
  DuckYardstick(List<String> tables, Function<String, List<Path>> files) throws SQLException {
    run("SET threads = 2");
    run("SET memory_limit = '4GB'");
    run("SET preserve_insertion_order = false");
    for (String table : tables) {
      run("CREATE VIEW %s AS FROM read_parquet([%s])".formatted(table, texts(files.apply(table))));
    }
    run(SOLD);
  }

  /** The daily sums, with a column for each of the categories. */
  void tiles(List<String> categories, Path file) throws SQLException {
    run(
        TILES.formatted(
            IntStream.range(0, categories.size())
                .mapToObj(
                    i ->
                        "sum(amount) FILTER (category = '%s')::DOUBLE AS part_%s"
                            .formatted(categories.get(i), i))
                .collect(Collectors.joining(", "))));
    run(BACK);
    run("COPY tile TO '%s' (COMPRESSION snappy)".formatted(file));
  }

  /** The features and the label at all dates. */
  void panel(List<AsOfDate> asOfs, int categories, Path file) throws SQLException {
    run(
        DATES.formatted(
            asOfs.stream().map("DATE '%s'"::formatted).collect(Collectors.joining(", "))));
    List<String> blocks = IntStream.rangeClosed(1, 12).mapToObj(String::valueOf).toList();
    List<String> channels = List.of("store", "web");
    String sums =
        Stream.of(
                channels.stream().map(OF_CHANNEL::formatted),
                Stream.of(30, 90, 365).map(OF_WINDOW::formatted),
                blocks.stream().map(OF_BLOCK::formatted),
                IntStream.range(0, categories)
                    .mapToObj(
                        "coalesce(sum(part_%1$s), 0) / nullif(sum(spend), 0) AS mix_%1$s"
                            ::formatted))
            .flatMap(part -> part)
            .collect(Collectors.joining(", "));
    String more =
        channels.stream().map(MORE_OF_CHANNEL::formatted).collect(Collectors.joining())
            + MORE_OF_BLOCKS.formatted(
                all(blocks, "block_%s", ", "), all(blocks, "(block_%s = 0)::INTEGER", " + "));
    run(PANEL.formatted(sums, more, file));
  }

  private static String all(List<String> blocks, String each, String between) {
    return blocks.stream().map(each::formatted).collect(Collectors.joining(between));
  }

  private static String texts(List<Path> files) {
    return files.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
