package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LazySessionTest {
  @Test
  void a_session_that_is_there_is_used_and_never_stopped() {
    SparkSession there = TestSession.session().get();
    try (LazySession guest = new LazySession("local[7]", Map.of())) {
      assertThat(LazySession.isThere()).isTrue();
      assertThat(guest.get()).isSameAs(there);
    }
    assertThat(there.range(3).count()).isEqualTo(3);
  }

  @Test
  void a_context_without_a_session_is_used_and_never_stopped() {
    SparkSession there = TestSession.session().get();
    SparkSession.clearDefaultSession();
    SparkSession.clearActiveSession();
    try (LazySession guest = new LazySession("local[7]", Map.of())) {
      assertThat(guest.get().sparkContext()).isSameAs(there.sparkContext());
    } finally {
      SparkSession.setDefaultSession(there);
      SparkSession.setActiveSession(there);
    }
    assertThat(there.range(3).count()).isEqualTo(3);
  }

  /** What the Connect client answers to, and what comes of a class path with nothing but it. */
  @ParameterizedTest
  @ValueSource(classes = {UnsupportedOperationException.class, NoClassDefFoundError.class})
  void a_spark_connect_session_is_refused_with_the_compute_to_choose(
      Class<? extends Throwable> thrown) {
    SparkSession connect = mock(SparkSession.class);
    when(connect.sparkContext()).thenThrow(thrown);
    assertThatThrownBy(() -> LazySession.classic(connect))
        .isInstanceOfSatisfying(
            SpendcastException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(Kind.INVALID);
              assertThat(refused.problem()).contains("Spark Connect");
              assertThat(refused.hint()).contains("dedicated access mode", "SINGLE_USER");
            });
  }
}
