package io.spendcast.adapters.spark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.season.Season;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All features in another language on another engine, straight from the lines. They stand in the
 * views {@code line} (customer, channel, day, known_at, ord, item, quantity, amount, discount,
 * category) and {@code return_line} (customer, channel, day, known_at, ord, item, amount); it needs
 * no tiles, and of several versions of a line it takes the last that was known.
 */
final class DuckOracle implements AutoCloseable {
  private static final String DATES =
      """
      CREATE OR REPLACE TABLE p AS
      SELECT DATE '%1$s' AS a, DATE '%1$s' + %2$s AS w_from, DATE '%1$s' + %3$s AS w_until,
             (DATE '%1$s' + %2$s - to_years(1))::DATE AS y_from,
             (DATE '%1$s' + %3$s - to_years(1))::DATE AS y_until
      """;

  private static final String VISIBLE =
      """
      CREATE OR REPLACE TABLE %1$s AS
      SELECT l.* FROM %2$s l, p
      WHERE day < a AND coalesce(known_at < a, true)
      QUALIFY coalesce(known_at, day) = max(coalesce(known_at, day)) OVER (PARTITION BY channel, ord, item)
      """;

  private static final String LABEL =
      """
      CREATE OR REPLACE TABLE label AS
      SELECT customer, sum(amount)::DOUBLE AS amount FROM (
        SELECT * FROM line
        QUALIFY coalesce(known_at, day) = max(coalesce(known_at, day)) OVER (PARTITION BY channel, ord, item)), p
      WHERE day >= w_from AND day < w_until GROUP BY 1
      """;

  /** The factors are those that were fitted; what follows from them is computed here. */
  private static final String SEASON =
      """
      CREATE OR REPLACE TABLE season_day AS
      SELECT d::DATE AS day, factors[(month(d) - 1) * 3 + least(3, (day(d) - 1) // 10 + 1)] / 365.25 AS share
      FROM (SELECT unnest(generate_series((SELECT min(day) FROM sales), a + %2$s, INTERVAL 1 DAY)) AS d FROM p),
           (SELECT %1$s::DOUBLE[] AS factors)
      """;

  private static final String SEASONS =
      """
      CREATE OR REPLACE TABLE season AS
      SELECT (SELECT sum(share) FROM season_day WHERE day >= w_from AND day < w_until) AS horizon_season_weight,
             (SELECT sum(share) FROM season_day WHERE day < a) AS history_season_weight
      FROM p
      """;

  private static final String TENURE =
      """
      CREATE OR REPLACE TABLE tenure AS
      SELECT customer, any_value(w_until - w_from) / greatest(30, any_value(a - f)) AS days_ratio,
             greatest(30 / 365.25, (SELECT sum(share) FROM season_day WHERE season_day.day >= f AND season_day.day < any_value(a))) AS weight,
             coalesce(sum(amount) FILTER (day > f), 0)::DOUBLE AS repeat_spend,
             count(DISTINCT (channel, day, ord)) FILTER (day > f) AS repeat_orders
      FROM sales JOIN (SELECT customer, min(day) AS f FROM sales GROUP BY 1) USING (customer), p GROUP BY customer, f
      """;

  private static final String GAPS =
      """
      CREATE OR REPLACE TABLE gaps AS
      SELECT customer, avg(gap) AS mean_gap_days,
             CASE WHEN count(gap) >= 2 THEN stddev_pop(gap) / avg(gap) END AS gap_variation
      FROM (SELECT customer, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap
            FROM (SELECT DISTINCT customer, day FROM sales)) GROUP BY 1
      """;

  private static final String BLOCKS =
      """
      CREATE OR REPLACE TABLE blocks AS
      SELECT customer, avg(spend) AS rolling_30d_mean, max(spend) AS rolling_30d_peak,
             CASE WHEN count(*) >= 2 THEN regr_slope(spend, -k) END AS rolling_30d_trend,
             avg(CASE WHEN spend = 0 THEN 1 ELSE 0 END) AS rolling_30d_empty_share
      FROM (SELECT c.customer, k, coalesce(sum(amount), 0)::DOUBLE AS spend
            FROM (SELECT DISTINCT customer FROM sales) c CROSS JOIN p
            CROSS JOIN (SELECT unnest(generate_series(1, 12))::INTEGER AS k)
            LEFT JOIN sales s ON s.customer = c.customer AND s.day >= a - 30 * k AND s.day < a - 30 * (k - 1)
            WHERE 30 * k <= (SELECT any_value(a) - min(day) FROM sales, p)
            GROUP BY 1, 2) GROUP BY 1
      """;

  private static final String RETURNED =
      """
      CREATE OR REPLACE TABLE returned AS
      SELECT customer, sum(amount)::DOUBLE AS amount,
             coalesce(sum(amount) FILTER (day >= a - 365), 0)::DOUBLE AS year_returns
      FROM returns, p GROUP BY 1
      """;

  private static final String LAST_YEAR =
      """
      CREATE OR REPLACE TABLE last_year AS
      SELECT customer, sum(amount)::DOUBLE AS year_ago_spend, count(DISTINCT (channel, day, ord)) AS year_ago_orders
      FROM sales, p WHERE day >= y_from AND day < y_until GROUP BY 1
      """;

  private static final String EXPECTED =
      """
      CREATE OR REPLACE TABLE expected AS
      WITH ends AS (SELECT customer, min(day) AS first_day, max(day) AS last_day FROM sales GROUP BY 1),
      c AS (
        SELECT s.customer, sum(amount)::DOUBLE AS total, sum(discount)::DOUBLE AS discount,
          count(DISTINCT (channel, day, ord)) AS orders, count(*) AS lines, sum(quantity)::DOUBLE AS units,
          any_value(a - (SELECT min(day) FROM sales)) AS observed,
          any_value(a - last_day) AS days_since_last_purchase, any_value(a - first_day) AS tenure_days,
          coalesce(sum(amount) FILTER (day >= a - 30), 0)::DOUBLE AS rolling_30d_spend,
          coalesce(sum(amount) FILTER (day >= a - %1$s), 0)::DOUBLE AS spend_last_horizon,
          (coalesce(sum(amount) FILTER (day >= a - 180), 0)
            - coalesce(sum(amount) FILTER (day >= a - 360 AND day < a - 180), 0))::DOUBLE AS spend_change_180d,
          sum(amount) FILTER (day = first_day)::DOUBLE AS first_day_spend,
          count(DISTINCT (channel, day, ord)) FILTER (dayofweek(day) IN (0, 6)) AS weekend_orders,
          %2$s
        FROM sales s JOIN ends USING (customer), p GROUP BY 1)
      SELECT c.*, c.customer AS customer_id,
        total / orders AS avg_basket_value, total * 30 / observed AS spend_rate_30d,
        orders * 30 / observed AS order_rate_30d, lines / orders AS lines_per_order,
        units / orders AS units_per_order, total / nullif(units, 0) AS avg_unit_price,
        discount / nullif(total + discount, 0) AS discount_rate,
        weekend_orders / orders AS weekend_order_share,
        coalesce(returned.amount, 0) * 30 / observed AS returned_rate_30d,
        coalesce(year_returns, 0) AS returned_last_365d,
        coalesce(returned.amount, 0) / nullif(total, 0) AS returned_share,
        mean_gap_days, CASE WHEN mean_gap_days > 365 THEN 365 ELSE mean_gap_days END AS mean_gap_days_within_365d,
        CASE WHEN days_since_last_purchase > 365 THEN 365 ELSE days_since_last_purchase END AS days_since_last_purchase_within_365d,
        CASE WHEN tenure_days > 365 THEN 365 ELSE tenure_days END AS tenure_days_within_365d,
        repeat_spend * days_ratio AS spend_at_tenure_rate, repeat_orders * days_ratio AS orders_at_tenure_rate,
        repeat_spend / weight * horizon_season_weight AS spend_at_tenure_season_rate,
        gap_variation, days_since_last_purchase / mean_gap_days AS gaps_since_last_purchase,
        blocks.* EXCLUDE (customer), horizon_season_weight,
        total / history_season_weight * horizon_season_weight AS spend_at_season_rate,
        orders / history_season_weight * horizon_season_weight AS orders_at_season_rate,
        CASE WHEN y_known THEN coalesce(year_ago_spend, 0) END AS same_window_last_year_spend,
        CASE WHEN y_known THEN coalesce(year_ago_orders, 0) END AS same_window_last_year_orders,
        observed AS observed_history_days,
        CASE WHEN observed >= 365 THEN 1 ELSE 0 END AS has_full_lookback_365d,
        %3$s
        CASE WHEN w_until <= DATE '%4$s' THEN coalesce(label.amount, 0) END AS label
      FROM c CROSS JOIN (SELECT *, y_from >= (SELECT min(day) FROM sales) AND y_until <= a AS y_known FROM p)
      CROSS JOIN season JOIN tenure USING (customer) JOIN gaps USING (customer) LEFT JOIN blocks USING (customer)
      LEFT JOIN returned USING (customer) LEFT JOIN last_year USING (customer) LEFT JOIN label USING (customer)
      """;

  private static final String OF_CHANNEL =
      """
      coalesce(sum(amount) FILTER (channel = '%1$s'), 0)::DOUBLE AS total_%1$s_sales,
      total_%1$s_sales * 30 / observed AS %1$s_spend_rate_30d,
      total_%1$s_sales / nullif(total, 0) AS %1$s_spend_share,
      count(DISTINCT (day, ord)) FILTER (channel = '%1$s') / orders AS %1$s_order_share,
      any_value(a) - max(day) FILTER (channel = '%1$s') AS days_since_last_%1$s_purchase,
      CASE WHEN days_since_last_%1$s_purchase > 365 THEN 365 ELSE days_since_last_%1$s_purchase END AS days_since_last_%1$s_purchase_within_365d,
      coalesce(bool_or(channel = '%1$s' AND day = last_day), false)::INTEGER AS last_purchase_in_%1$s
      """;

  private static final String OF_WINDOW =
      """
      coalesce(sum(amount) FILTER (day >= a - %1$s), 0)::DOUBLE AS spend_last_%1$sd,
      count(DISTINCT (channel, day, ord)) FILTER (day >= a - %1$s) AS orders_last_%1$sd
      """;

  private static final String OF_CATEGORY =
      """
      coalesce(sum(amount) FILTER (category = '%1$s'), 0)::DOUBLE / nullif(total, 0) AS "share of %1$s"
      """;

  private static final String DIFFERENT =
      """
      SELECT count(*) FROM actual FULL JOIN expected e USING (customer_id)
      WHERE (actual.%1$s IS NULL) <> (e.%1$s IS NULL)
         OR abs(actual.%1$s - e.%1$s) > 1e-9 * greatest(abs(e.%1$s), 1)
      """;

  private final Path directory;
  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  DuckOracle(Path directory) throws SQLException {
    this.directory = directory;
  }

  /** What was fitted for an as-of date of the table. */
  static Season season(Lake lake, FeatureTable table, AsOfDate asOf) {
    return lake.note(table.table())
        .find(CommitNote.PURCHASES + asOf)
        .map(fit -> PurchaseFit.parse(fit).season())
        .orElseThrow();
  }

  void load(String name, Dataset<Row> rows) throws SQLException {
    Path files = directory.resolve(name);
    rows.coalesce(1).write().mode("overwrite").parquet(files.toString());
    run("CREATE OR REPLACE TABLE %s AS FROM read_parquet('%s/*.parquet')".formatted(name, files));
  }

  /** Compares the rows of an as-of date in customer_features, column by column; their number. */
  long requireEqual(
      FeatureSet features,
      List<Channel> channels,
      AsOfDate asOf,
      Season season,
      LocalDate salesUntil)
      throws SQLException {
    expect(features, channels, asOf, season, salesUntil);
    run(
        "CREATE OR REPLACE VIEW actual AS FROM customer_features WHERE as_of_date = DATE '%s'"
            .formatted(asOf));
    long rows = count("SELECT count(*) FROM actual");
    assertThat(rows).isPositive().isEqualTo(count("SELECT count(*) FROM expected"));
    // What a fit by maximum likelihood gives has other witnesses.
    Stream<String> closed = features.names().stream().filter(name -> !name.startsWith("btyd_"));
    for (String name : Stream.concat(closed, Stream.of("label")).toList()) {
      assertThat(count(DIFFERENT.formatted(name))).as("%s at %s differs", name, asOf).isZero();
    }
    return rows;
  }

  /** Computes the features of an as-of date. */
  void expect(
      FeatureSet features,
      List<Channel> channels,
      AsOfDate asOf,
      Season season,
      LocalDate salesUntil)
      throws SQLException {
    int gap = features.horizon().gapDays();
    run(DATES.formatted(asOf, gap, features.horizon().reach()));
    run(VISIBLE.formatted("sales", "line"));
    run(VISIBLE.formatted("returns", "return_line"));
    run(SEASON.formatted(season.factors(), features.horizon().reach()));
    for (String step : List.of(LABEL, SEASONS, TENURE, GAPS, BLOCKS, RETURNED, LAST_YEAR)) {
      run(step);
    }
    List<FeatureDefinition> mix =
        features.definitions().stream().filter(feature -> feature.sales().isOfCategory()).toList();
    String columns =
        Stream.of(
                channels.stream().map(OF_CHANNEL::formatted),
                Stream.of(90, 365).map(OF_WINDOW::formatted),
                mix.stream().map(feature -> OF_CATEGORY.formatted(feature.sales().category())))
            .flatMap(part -> part)
            .collect(Collectors.joining(", "));
    run(EXPECTED.formatted(features.horizon().days(), columns, productMix(mix), salesUntil));
  }

  private static String productMix(List<FeatureDefinition> mix) {
    String shares =
        mix.stream()
            .map(feature -> "\"share of %s\"".formatted(feature.sales().category()))
            .collect(Collectors.joining(" + "));
    return mix.isEmpty()
        ? ""
        : mix.stream()
                .map(
                    feature ->
                        "\"share of %s\" AS %s, "
                            .formatted(feature.sales().category(), feature.name()))
                .collect(Collectors.joining())
            + "1 - (%s) AS category_other_spend_share,".formatted(shares);
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
