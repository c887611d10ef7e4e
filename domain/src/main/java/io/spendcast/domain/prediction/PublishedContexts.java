package io.spendcast.domain.prediction;

import io.spendcast.domain.registry.Stage;
import java.util.Optional;

/**
 * Keeps what a service needs to forecast as the newest batch does, beside the predictions: one text
 * for each stage that predicts.
 *
 * <p>Dates in it are UTC days. Where the predictions are in the schema of a catalog there is no
 * place for a text: then nothing is kept, and nothing is found. A text replaces the one before as a
 * whole: a reader finds the one or the other. It is stored when the call returns. Repeating changes
 * nothing.
 *
 * <p>Throws {@code SpendcastException} with {@code UNAVAILABLE} if the storage cannot be reached.
 */
public interface PublishedContexts {
  /** Keeps the text of a stage. */
  void publish(Stage stage, String context);

  /** The text of a stage; empty if there was none yet. */
  Optional<String> find(Stage stage);

  /** Whether there is a place for the text of a stage, and none is there. */
  boolean lacks(Stage stage);
}
