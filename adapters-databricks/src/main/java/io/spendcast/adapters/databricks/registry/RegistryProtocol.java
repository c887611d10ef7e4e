package io.spendcast.adapters.databricks.registry;

import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a registry of the platform takes and answers about one model. */
interface RegistryProtocol extends StageChange.Steps<RuntimeException> {
  /** The name as the platform has it. */
  String name();

  /** All versions with their tags, ascending; empty if there is no such model. */
  Optional<List<ServedVersion>> versions();

  /** Makes the model; one that is there stays. */
  default void createModel() {
    create("", "Customer spend forecasts by Spendcast.");
  }

  /** Sends a new version once and gives its number; the files may come later. */
  int createVersion(ModelRegistration registration, Map<String, String> tags);

  /** Brings the files of a version that is not ready; may be done again. */
  void complete(int number, Path files);

  /** The aliases of the model; none where stages rule. */
  StageAliases aliases();

  /** Copies the files of a version below a directory. */
  void download(ServedVersion version, Path target) throws IOException;

  /** Makes a model beside the model; false if there is one of that name. */
  boolean create(String suffix, String note);

  /** What was noted with a model beside the model. */
  Optional<Note> note(String suffix);

  /** Gives a model beside the model another name; refused if there is one of that name. */
  void rename(String suffix, String other);

  /** Deletes a model beside the model; one that is gone stays so. */
  void delete(String suffix);

  /** The suffixes of the models beside the model that begin with a text. */
  List<String> beginningWith(String start);

  /**
   * A text with a model.
   *
   * @param text as it was given
   * @param written when the model was made
   */
  record Note(String text, Instant written) {}
}
