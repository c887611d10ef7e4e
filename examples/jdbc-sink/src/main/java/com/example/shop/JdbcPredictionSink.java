package com.example.shop;

import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.PublishReceipt.Outcome;
import io.spendcast.domain.prediction.ScoredCustomer;
import io.spendcast.domain.prediction.ScoredRows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Publishes predictions to a table of a relational database. */
public final class JdbcPredictionSink implements PredictionSink {
  private static final TableVersion TABLE =
      new TableVersion(new TableName(PredictionTable.NAME), 0);

  private final String url;
  private final ScoredRows scored;

  /**
   * A sink.
   *
   * @param url of JDBC; the database needs a user who may create a table
   * @param scored reads what is to be published
   */
  public JdbcPredictionSink(String url, ScoredRows scored) {
    this.url = url;
    this.scored = scored;
  }

  @Override
  public PublishReceipt publish(PredictionBatch batch) {
    return inOneTransaction(
        "publish predictions",
        connection -> {
          PredictionTable table = new PredictionTable(connection, batch);
          try (Stream<ScoredCustomer> rows = scored.of(batch)) {
            table.stage(rows::iterator);
          }
          return receipt(batch, table.replace() ? Outcome.PUBLISHED : Outcome.UNCHANGED);
        });
  }

  private PublishReceipt receipt(PredictionBatch batch, Outcome outcome) {
    String place = url.replaceFirst("[;?].*", "") + " " + PredictionTable.NAME;
    return new PublishReceipt(TABLE, place, batch.customers(), outcome);
  }

  @Override
  public boolean holds(PredictionBatch batch) {
    return inOneTransaction(
        "look for predictions",
        connection -> {
          PredictionTable.Sums sums = new PredictionTable(connection, batch).sums();
          return batch.isLike(sums.rows(), sums.spend());
        });
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inOneTransaction(String doing, Work<T> work) {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      T result = work.on(connection);
      SqlErrors.commit(connection, doing);
      return result;
    } catch (SQLException e) {
      throw SqlErrors.translated(doing, e);
    }
  }
}
