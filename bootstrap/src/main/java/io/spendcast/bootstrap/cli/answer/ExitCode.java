package io.spendcast.bootstrap.cli.answer;

import io.spendcast.domain.Kind;

/** What the process says to the one who started it. */
public enum ExitCode {
  /** Done; also when the verdict is that there is no skill. */
  DONE(0, "done"),
  /** A fault in Spendcast. */
  BUG(1, "failed"),
  /** The command line or the configuration is wrong. */
  USAGE(2, "failed"),
  /** The data is bad, or something needed is not there. */
  DATA(3, "failed"),
  /** The gate refused: a suspected leak, nothing in Production, or a promotion not earned. */
  GATE(4, "refused"),
  /** Something outside is not available. */
  UNAVAILABLE(5, "failed"),
  /** A write may or may not have happened: check before retrying. */
  OUTCOME_UNKNOWN(6, "failed"),
  /** Another writer won or is at work. */
  CONFLICT(7, "failed"),
  /** Interrupted by a signal. */
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String status;

  ExitCode(int number, String status) {
    this.number = number;
    this.status = status;
  }

  /** The code of a failure while at work; wrong settings are refused earlier, with USAGE. */
  public static ExitCode of(Kind kind) {
    return switch (kind) {
      case INVALID, NOT_FOUND -> DATA;
      case CONFLICT -> CONFLICT;
      case UNAVAILABLE -> UNAVAILABLE;
      case OUTCOME_UNKNOWN -> OUTCOME_UNKNOWN;
    };
  }

  /** The number the process ends with. */
  public int number() {
    return number;
  }

  /** The word for it in the JSON answer. */
  public String status() {
    return status;
  }
}
