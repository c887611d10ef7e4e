package com.example.shop;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.sql.Connection;
import java.sql.SQLException;

/** What a database throws, in Spendcast's words. */
final class SqlErrors {
  private SqlErrors() {}

  static SpendcastException translated(String doing, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("40") || state.startsWith("23")
        ? failed(Kind.CONFLICT, doing, e, "Another writer was faster; run the command again.")
        : failed(Kind.UNAVAILABLE, doing, e, "Look after the database, and run it again.");
  }

  /** Once it was sent, nobody knows what became of a commit that was not answered. */
  static void commit(Connection connection, String doing) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw failed(Kind.OUTCOME_UNKNOWN, doing, e, "Run the command again: it repeats nothing.");
    }
  }

  private static SpendcastException failed(Kind kind, String doing, SQLException e, String hint) {
    return new SpendcastException(kind, "Cannot %s: %s".formatted(doing, e.getMessage()), hint, e);
  }
}
