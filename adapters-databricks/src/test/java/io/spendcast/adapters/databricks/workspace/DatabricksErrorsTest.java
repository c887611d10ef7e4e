package io.spendcast.adapters.databricks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.details.ErrorDetails;
import com.databricks.sdk.core.error.platform.Aborted;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.TooManyRequests;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobsAPI;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabricksErrorsTest {
  private static final ErrorDetails NO_DETAILS = ErrorDetails.builder().build();

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NotFound("gone", NO_DETAILS), Kind.NOT_FOUND, Kind.NOT_FOUND),
        Arguments.of(new Aborted("beaten", NO_DETAILS), Kind.CONFLICT, Kind.CONFLICT),
        Arguments.of(new PermissionDenied("no", NO_DETAILS), Kind.INVALID, Kind.INVALID),
        Arguments.of(
            new DatabricksException("retries", new TooManyRequests("slow", NO_DETAILS)),
            Kind.UNAVAILABLE,
            Kind.UNAVAILABLE),
        Arguments.of(
            new DatabricksException("io", new ConnectException("refused")),
            Kind.UNAVAILABLE,
            Kind.UNAVAILABLE),
        Arguments.of(
            new DatabricksError("IO_ERROR", 523, new SocketTimeoutException("read")),
            Kind.UNAVAILABLE,
            Kind.OUTCOME_UNKNOWN),
        Arguments.of(
            new DatabricksError("INTERNAL_ERROR", "oops", 500),
            Kind.UNAVAILABLE,
            Kind.OUTCOME_UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_means_another_thing_for_a_change(
      DatabricksException failure, Kind reading, Kind writing) {
    JobsAPI jobs = mock();
    when(jobs.create(any(CreateJob.class))).thenThrow(failure);
    SpendcastException read = caught(() -> DatabricksErrors.reading("x", () -> sent(jobs)));
    SpendcastException written = caught(() -> DatabricksErrors.writing("x", () -> sent(jobs)));
    assertThat(read.kind()).isEqualTo(reading);
    assertThat(written.kind()).isEqualTo(writing);
    assertThat(written).hasCause(failure).hasMessageStartingWith("Cannot x: ");
  }

  private static Object sent(JobsAPI jobs) {
    return jobs.create(new CreateJob());
  }

  private static SpendcastException caught(Runnable call) {
    return catchThrowableOfType(SpendcastException.class, call::run);
  }
}
