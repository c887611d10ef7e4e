package io.spendcast.domain;

import java.util.Objects;

/**
 * The only exception that the ports and use cases throw on purpose.
 *
 * <p>The {@linkplain #problem() problem} begins with "Cannot" and says what failed and why; the
 * {@linkplain #hint() hint} says what to do. Neither holds a secret or a customer's data.
 */
public final class SpendcastException extends RuntimeException {
  private final Kind kind;
  private final String problem;
  private final String hint;

  /** A failure without a foreign cause. */
  public SpendcastException(Kind kind, String problem, String hint) {
    this(kind, problem, hint, null);
  }

  /** A failure that translates a foreign exception, kept as the cause. */
  public SpendcastException(Kind kind, String problem, String hint, Throwable cause) {
    super(problem + " " + hint, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.problem = problem;
    this.hint = hint;
  }

  /** What the caller may do about it. */
  public Kind kind() {
    return kind;
  }

  /** What failed and why. */
  public String problem() {
    return problem;
  }

  /** What to do next. */
  public String hint() {
    return hint;
  }
}
