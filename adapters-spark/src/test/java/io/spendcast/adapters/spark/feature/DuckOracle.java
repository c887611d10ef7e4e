package io.spendcast.adapters.spark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableName;
import io.spendcast.domain.feature.FeatureSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The features of TPC-DS in another language, on another engine, from the raw tables. */
final class DuckOracle implements AutoCloseable {
  private static final String EXPECTED =
      """
      CREATE OR REPLACE TABLE expected AS
      WITH p AS (SELECT DATE '%1$s' AS a, DATE '%1$s' + %2$d AS w_from, DATE '%1$s' + %3$d AS w_until,
                        (SELECT min(day) FROM sales) AS first_day),
      years AS (
        SELECT (a - to_years(b))::DATE AS y_from, (a - to_years(b - 1))::DATE AS y_until,
               (w_from - to_years(b))::DATE AS s_from, (w_until - to_years(b))::DATE AS s_until, p.*
        FROM p, (SELECT unnest(generate_series(1, 20))::INTEGER AS b)),
      season AS (
        SELECT avg((SELECT sum(amount) FROM sales WHERE day >= s_from AND day < s_until)::DOUBLE)
                 FILTER (s_until <= a AND s_from >= first_day)
             / avg((SELECT sum(amount) FROM sales WHERE day >= y_from AND day < y_until)::DOUBLE) AS weight
        FROM years WHERE y_from >= first_day),
      returned AS (SELECT customer, sum(amount)::DOUBLE AS amount FROM returns, p WHERE day < a GROUP BY 1),
      label AS (SELECT customer, sum(amount)::DOUBLE AS amount FROM sales, p
                WHERE day >= w_from AND day < w_until GROUP BY 1),
      last_year AS (SELECT customer, sum(amount)::DOUBLE AS amount FROM sales, p
                    WHERE day >= (w_from - to_years(1))::DATE AND day < (w_until - to_years(1))::DATE GROUP BY 1),
      c AS (
        SELECT s.customer,
          coalesce(sum(amount) FILTER (channel = 'store'), 0)::DOUBLE AS total_store_sales,
          coalesce(sum(amount) FILTER (channel = 'web'), 0)::DOUBLE AS total_web_sales,
          sum(amount)::DOUBLE AS total,
          any_value(a) - max(day) FILTER (channel = 'store') AS days_since_last_store_purchase,
          any_value(a) - max(day) FILTER (channel = 'web') AS days_since_last_web_purchase,
          coalesce(sum(amount) FILTER (day >= a - 30), 0)::DOUBLE AS rolling_30d_spend,
          coalesce(sum(amount) FILTER (day >= a - %4$d), 0)::DOUBLE AS spend_last_horizon,
          coalesce(sum(amount) FILTER (day >= a - 365), 0)::DOUBLE AS spend_last_365d,
          (coalesce(sum(amount) FILTER (day >= a - 180), 0)
            - coalesce(sum(amount) FILTER (day >= a - 360 AND day < a - 180), 0))::DOUBLE AS spend_change_180d,
          any_value(a) - max(day) AS days_since_last_purchase,
          any_value(a) - min(day) AS tenure_days,
          count(DISTINCT channel || ord) AS orders,
          count(DISTINCT channel || ord) FILTER (day >= a - 90) AS orders_last_90d,
          count(DISTINCT channel || ord) FILTER (day >= a - 365) AS orders_last_365d,
          count(*) AS lines, sum(quantity)::DOUBLE AS units, any_value(a - first_day) AS observed
        FROM sales s, p WHERE day < a GROUP BY 1)
      SELECT c.customer AS customer_id, total_store_sales, total_web_sales,
        total_store_sales * 30 / observed AS store_spend_rate_30d,
        total_web_sales * 30 / observed AS web_spend_rate_30d,
        total_store_sales / nullif(total, 0) AS store_spend_share,
        total_web_sales / nullif(total, 0) AS web_spend_share,
        days_since_last_store_purchase, days_since_last_web_purchase,
        total / orders AS avg_basket_value, rolling_30d_spend, spend_last_horizon, spend_last_365d,
        total * 30 / observed AS spend_rate_30d, spend_change_180d,
        coalesce(returned.amount, 0) * 30 / observed AS returned_rate_30d,
        days_since_last_purchase, tenure_days, orders_last_90d, orders_last_365d,
        orders * 30 / observed AS order_rate_30d, lines / orders AS lines_per_order,
        units / orders AS units_per_order, season.weight AS horizon_season_weight,
        CASE WHEN (w_from - to_years(1))::DATE >= first_day AND (w_until - to_years(1))::DATE <= a
             THEN coalesce(last_year.amount, 0) END AS same_window_last_year_spend,
        CASE WHEN observed >= 365 THEN 1 ELSE 0 END AS has_full_lookback_365d,
        CASE WHEN w_until <= DATE '%5$s' THEN coalesce(label.amount, 0) END AS label
      FROM c CROSS JOIN p CROSS JOIN season
      LEFT JOIN returned USING (customer) LEFT JOIN last_year USING (customer) LEFT JOIN label USING (customer)
      """;

  private final Path directory;
  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  DuckOracle(Path directory) throws SQLException {
    this.directory = directory;
  }

  void load(TableName table, Dataset<Row> rows) throws SQLException {
    String name = table.value().substring(table.value().lastIndexOf('/') + 1);
    Path files = directory.resolve(name);
    rows.coalesce(1).write().parquet(files.toString());
    run("CREATE TABLE %s AS FROM read_parquet('%s/*.parquet')".formatted(name, files));
  }

  /** Compares the rows of an as-of date, column by column, and gives their number. */
  long requireEqual(FeatureSet features, AsOfDate asOf, LocalDate salesUntil) throws SQLException {
    lines();
    int gap = features.horizon().gapDays();
    int days = features.horizon().days();
    run(EXPECTED.formatted(asOf, gap, gap + days, days, salesUntil));
    String actual = "customer_features WHERE as_of_date = DATE '%s'".formatted(asOf);
    long rows = count("SELECT count(*) FROM " + actual);
    assertThat(rows).isPositive().isEqualTo(count("SELECT count(*) FROM expected"));
    run("CREATE OR REPLACE VIEW actual AS FROM " + actual);
    for (String name : columns(features)) {
      assertThat(count(DIFFERENT.formatted(name))).as("%s at %s differs", name, asOf).isZero();
    }
    return rows;
  }

  private static final String DIFFERENT =
      """
      SELECT count(*) FROM actual FULL JOIN expected e USING (customer_id)
      WHERE (actual.%1$s IS NULL) <> (e.%1$s IS NULL)
         OR abs(actual.%1$s - e.%1$s) > 1e-9 * greatest(abs(e.%1$s), 1e-3)
      """;

  private static Iterable<String> columns(FeatureSet features) {
    return java.util.stream.Stream.concat(
            features.names().stream(), java.util.stream.Stream.of("label"))
        .collect(Collectors.toList());
  }

  private void lines() throws SQLException {
    run(
        """
        CREATE OR REPLACE VIEW sales AS
        SELECT ss_customer_sk AS customer, 'store' AS channel, d_date AS day, ss_ticket_number AS ord,
               ss_quantity AS quantity, ss_ext_sales_price AS amount
        FROM store_sales JOIN date_dim ON ss_sold_date_sk = d_date_sk
        UNION ALL
        SELECT ws_bill_customer_sk, 'web', d_date, ws_order_number, ws_quantity, ws_ext_sales_price
        FROM web_sales JOIN date_dim ON ws_sold_date_sk = d_date_sk
        """);
    run(
        """
        CREATE OR REPLACE VIEW returns AS
        SELECT sr_customer_sk AS customer, d_date AS day, sr_return_amt AS amount
        FROM store_returns JOIN date_dim ON sr_returned_date_sk = d_date_sk
        UNION ALL
        SELECT wr_refunded_customer_sk, d_date, wr_return_amt
        FROM web_returns JOIN date_dim ON wr_returned_date_sk = d_date_sk
        """);
  }

  private void run(String sql) throws SQLException {
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
