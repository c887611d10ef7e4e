package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.http.MlflowErrors;

/** Text within the filters of MLflow's searches, which know no escape. */
final class Filters {
  private Filters() {}

  static String quoted(String text) {
    if (!text.contains("'")) {
      return "'" + text + "'";
    }
    if (!text.contains("\"")) {
      return '"' + text + '"';
    }
    throw MlflowErrors.refused(
        "look for " + text, "it has both kinds of quotes", "Give it another name.");
  }
}
