package io.spendcast.bootstrap.serve;

import io.spendcast.domain.registry.Stage;
import java.nio.file.Path;
import java.util.Optional;

/** Where {@code predict} leaves what a service needs. */
@FunctionalInterface
public interface ContextPlaces {
  /** The file of a stage; empty if that is not on a disk of this machine. */
  Optional<Path> of(Stage stage);
}
