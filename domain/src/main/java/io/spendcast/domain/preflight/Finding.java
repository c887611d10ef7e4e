package io.spendcast.domain.preflight;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The result of one check.
 *
 * @param what the thing looked at and, if known, how it was found, such as {@code Java 17}
 * @param health how well it is
 * @param advice why and what to do; why not looked at, if skipped; empty if all is well
 */
public record Finding(String what, Health health, String advice) {
  /** Checks that trouble comes with advice. */
  public Finding {
    Objects.requireNonNull(health, "health");
    if (what.isBlank()) {
      throw new IllegalArgumentException("a finding must say what was looked at");
    }
    if (advice.isBlank() != (health == Health.PASS)) {
      throw new IllegalArgumentException(
          "a finding has advice if, and only if, something is to be said: " + what);
    }
  }

  /** All is well. */
  public static Finding pass(String what) {
    return new Finding(what, Health.PASS, "");
  }

  /** It does not apply here. */
  public static Finding skipped(String what, String why) {
    return new Finding(what, Health.SKIPPED, why);
  }

  /** It could be better. */
  public static Finding warn(String what, String advice) {
    return new Finding(what, Health.WARN, advice);
  }

  /** It is wrong. */
  public static Finding fail(String what, String advice) {
    return new Finding(what, Health.FAIL, advice);
  }

  /** What a failure means for the thing that was looked at. */
  public static Finding of(String what, SpendcastException failed) {
    Health health = failed.kind() == Kind.UNAVAILABLE ? Health.UNAVAILABLE : Health.FAIL;
    return new Finding(what, health, failed.problem() + " " + failed.hint());
  }

  /** All is well if the probe ends, or what its failure means. */
  public static Finding probing(String what, Runnable probe) {
    return checking(
        what,
        () -> {
          probe.run();
          return pass(what);
        });
  }

  /** What the check finds, or what its failure means. */
  public static Finding checking(String what, Supplier<Finding> check) {
    try {
      return check.get();
    } catch (SpendcastException e) {
      return of(what, e);
    }
  }
}
