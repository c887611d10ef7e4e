package com.example.shop;

import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.ScoredCustomer;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;

/** The table of all predictions, and the rows of one batch in it. */
final class PredictionTable {
  static final String NAME = "customer_spend_predictions";

  private static final String STAGED = "scored_predictions";
  private static final int AT_ONCE = 1_000;
  private static final String COLUMNS =
      """
      customer_id varchar(1000), predicted_spend double precision, predicted_low double precision,
      predicted_high double precision, probability_of_spend double precision,
      run_id varchar(200), scored_at timestamp with time zone""";
  private static final String FORECAST =
      "customer_id, predicted_spend, predicted_low, predicted_high, probability_of_spend";
  private static final String KEY =
      "as_of_date = ? and horizon_days = ? and model_name = ? and model_version = ?";

  private final Connection connection;
  private final PredictionBatch batch;

  /** Makes the table if there is none. */
  PredictionTable(Connection connection, PredictionBatch batch) throws SQLException {
    this.connection = connection;
    this.batch = batch;
    execute(
        """
        create table if not exists %s (%s, as_of_date date, horizon_days integer,
        model_name varchar(200), model_version integer,
        primary key (as_of_date, horizon_days, model_name, model_version, customer_id))"""
            .formatted(NAME, COLUMNS));
  }

  /** Writes rows where no user sees them, in this connection's own table. */
  void stage(Iterable<ScoredCustomer> rows) throws SQLException {
    execute("create local temporary table %s (%s)".formatted(STAGED, COLUMNS));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into %s values (?, ?, ?, ?, ?, ?, ?)".formatted(STAGED))) {
      int waiting = 0;
      for (ScoredCustomer row : rows) {
        set(insert, row);
        insert.addBatch();
        if (++waiting % AT_ONCE == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void set(PreparedStatement insert, ScoredCustomer row) throws SQLException {
    Prediction forecast = row.forecast();
    insert.setString(1, forecast.customer().value());
    insert.setDouble(2, forecast.spend());
    insert.setObject(3, forecast.range().map(Prediction.Range::low).orElse(null));
    insert.setObject(4, forecast.range().map(Prediction.Range::high).orElse(null));
    insert.setObject(5, forecast.probabilityOfSpend().orElse(null));
    insert.setString(6, row.run().value());
    insert.setTimestamp(7, Timestamp.from(row.scoredAt()));
  }

  /** Puts the staged rows in place of those of the batch; false if they say the same. */
  boolean replace() throws SQLException {
    String staged = "select %s from %s".formatted(FORECAST, STAGED);
    boolean same =
        sums().rows() == batch.customers()
            && count(
                    "select count(*) from (%s except select %s from %s where %s) as changed"
                        .formatted(staged, FORECAST, NAME, KEY))
                == 0;
    if (!same) {
      update("delete from %s where %s".formatted(NAME, KEY));
      update("insert into %s select *, ?, ?, ?, ? from %s".formatted(NAME, STAGED));
    }
    return !same;
  }

  /** How many rows the batch has in the table, and the sum of what they expect. */
  Sums sums() throws SQLException {
    String sums = "select count(*), coalesce(sum(predicted_spend), 0) from %s where %s";
    try (PreparedStatement select = keyed(sums.formatted(NAME, KEY));
        ResultSet found = select.executeQuery()) {
      found.next();
      return new Sums(found.getLong(1), found.getDouble(2));
    }
  }

  /** Rows of a batch, and their predicted spend. */
  record Sums(long rows, double spend) {}

  private long count(String query) throws SQLException {
    try (PreparedStatement select = keyed(query);
        ResultSet found = select.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  private void update(String text) throws SQLException {
    try (PreparedStatement statement = keyed(text)) {
      statement.executeUpdate();
    }
  }

  private PreparedStatement keyed(String text) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    statement.setDate(1, Date.valueOf(batch.asOf().day()));
    statement.setInt(2, batch.horizon().days());
    statement.setString(3, batch.model().value());
    statement.setInt(4, batch.modelVersion());
    return statement;
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
