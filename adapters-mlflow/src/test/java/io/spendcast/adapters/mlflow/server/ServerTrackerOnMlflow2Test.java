package io.spendcast.adapters.mlflow.server;

import io.spendcast.testkit.mlflow.MlflowServer;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ServerTrackerOnMlflow2Test extends ServerTrackerTest {
  @RegisterExtension static final MlflowServer PREVIOUS = MlflowServer.previous();

  @Override
  String models() {
    return "mlflow-artifacts:/";
  }

  @Override
  URI uri() {
    return PREVIOUS.uri();
  }
}
