package io.spendcast.domain.tracking;

import io.spendcast.domain.training.ModelArtifact;
import java.util.Optional;

/**
 * A run as the tracker keeps it.
 *
 * @param id the tracker's own id
 * @param name shown to people
 * @param model the model at its lasting location, if the run has one
 */
public record TrackedRun(String id, String name, Optional<ModelArtifact> model) {}
