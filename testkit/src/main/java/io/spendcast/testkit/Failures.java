package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How the contracts look at failures: the kind counts, and that the message follows the style. */
final class Failures {
  private Failures() {}

  static void assertFails(Kind kind, ThrowingCallable call) {
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    assertThat(failure).as("expected a SpendcastException of kind %s", kind).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.problem()).startsWith("Cannot ");
    assertThat(failure.hint()).isNotBlank();
  }
}
