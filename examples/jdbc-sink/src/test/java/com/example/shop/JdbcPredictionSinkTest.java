package com.example.shop;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.RunId;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.PredictionSinkContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class JdbcPredictionSinkTest extends PredictionSinkContract {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @Override
  protected PredictionSink sink(ScoredRows scored) {
    return new JdbcPredictionSink(url, scored);
  }

  @Override
  protected List<PredictionRow> published() {
    try (Connection connection = DriverManager.getConnection(url);
        Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select * from customer_spend_predictions")) {
      List<PredictionRow> published = new ArrayList<>();
      while (rows.next()) {
        published.add(row(rows));
      }
      return published;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static PredictionRow row(ResultSet row) throws SQLException {
    return new PredictionRow(
        new CustomerId(row.getString("customer_id")),
        new AsOfDate(row.getDate("as_of_date").toLocalDate()),
        row.getInt("horizon_days"),
        row.getDouble("predicted_spend"),
        bounds(row),
        Optional.ofNullable(row.getObject("probability_of_spend", Double.class)),
        new ModelName(row.getString("model_name")),
        row.getInt("model_version"),
        new RunId(row.getString("run_id")),
        row.getTimestamp("scored_at").toInstant());
  }

  private static Optional<PredictionRow.Bounds> bounds(ResultSet row) throws SQLException {
    Double low = row.getObject("predicted_low", Double.class);
    return low == null
        ? Optional.empty()
        : Optional.of(new PredictionRow.Bounds(low, row.getDouble("predicted_high")));
  }

  @Override
  protected void empty() {
    execute("delete from customer_spend_predictions");
  }

  @Override
  protected void remove() {
    execute("drop table customer_spend_predictions");
  }

  private void execute(String text) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
