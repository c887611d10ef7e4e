package io.spendcast.testkit.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What becomes of tests whose server is not there. */
final class MlflowServerTest {
  private static final String ABSENT = "mlflow-0.0.0";

  @Test
  void they_are_skipped_with_the_reason() {
    MlflowServer server = new MlflowServer(ABSENT, Map.of());
    assertThatThrownBy(() -> server.beforeAll(context()))
        .satisfies(reason -> assertThat(reason.getClass().getSimpleName()).contains("Aborted"))
        .hasMessageContaining("no pins for " + ABSENT);
  }

  @Test
  void they_fail_with_the_reason_where_servers_are_required() {
    MlflowServer server = new MlflowServer(ABSENT, Map.of(MlflowServer.REQUIRED, "true"));
    assertThatThrownBy(() -> server.beforeAll(context()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no pins for " + ABSENT);
  }

  /** One whose store computes what is absent, as JUnit's does. */
  private static ExtensionContext context() {
    ExtensionContext.Store store = mock();
    when(store.getOrComputeIfAbsent(any(), any(), any()))
        .thenAnswer(
            call -> {
              Function<Object, Object> compute = call.getArgument(1);
              return compute.apply(call.getArgument(0));
            });
    ExtensionContext context = mock();
    when(context.getRoot()).thenReturn(context);
    when(context.getStore(any())).thenReturn(store);
    return context;
  }
}
