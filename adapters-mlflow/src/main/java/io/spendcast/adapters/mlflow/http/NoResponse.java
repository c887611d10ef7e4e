package io.spendcast.adapters.mlflow.http;

import java.io.IOException;

/** A server gave no answer that can be used, however often it was asked. */
public final class NoResponse extends IOException {
  private final boolean mayHaveActed;

  public NoResponse(String what, boolean mayHaveActed, IOException cause) {
    super(what, cause);
    this.mayHaveActed = mayHaveActed;
  }

  /** Where the server answers, but never what is waited for. */
  public NoResponse(String what, boolean mayHaveActed) {
    super(what);
    this.mayHaveActed = mayHaveActed;
  }

  /** Whether the server may have carried the request out. */
  boolean mayHaveActed() {
    return mayHaveActed;
  }

  /** The same failure, known to have had no visible effect. */
  public NoResponse withoutEffect() {
    return new NoResponse(getMessage(), false, this);
  }

  /** The same failure, after an earlier request of the operation was carried out. */
  public NoResponse afterActing() {
    return new NoResponse(getMessage(), true, this);
  }
}
