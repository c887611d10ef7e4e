package io.spendcast.adapters.mlflow.http;

import java.io.IOException;

/** A server gave no answer that can be used, however often it was asked. */
public final class NoAnswer extends IOException {
  private final boolean mayHaveActed;

  public NoAnswer(String what, boolean mayHaveActed, IOException cause) {
    super(what, cause);
    this.mayHaveActed = mayHaveActed;
  }

  /** Where the server answers, but never what is waited for. */
  public NoAnswer(String what, boolean mayHaveActed) {
    super(what);
    this.mayHaveActed = mayHaveActed;
  }

  /** Whether the server may have done what it was told. */
  boolean mayHaveActed() {
    return mayHaveActed;
  }

  /** The same, where what the server may have done cannot be seen by anybody. */
  public NoAnswer withoutEffect() {
    return new NoAnswer(getMessage(), false, this);
  }

  /** The same, where an earlier request of the operation was carried out. */
  public NoAnswer afterActing() {
    return new NoAnswer(getMessage(), true, this);
  }
}
