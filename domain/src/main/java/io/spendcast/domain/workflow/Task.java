package io.spendcast.domain.workflow;

import java.util.Locale;

/** The tasks of the workflow; each is a command of its own. */
public enum Task {
  /** Source tables to cleaned tables in the lake. */
  INGEST,
  /** Cleaned tables to customer features. */
  FEATURES,
  /** Features to tracked, evaluated models. */
  TRAIN,
  /** The chosen model to the registry and, through the gate, to Production. */
  REGISTER,
  /** The Production model's predictions to their users. */
  PREDICT;

  /** The command and task key, such as {@code ingest}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
