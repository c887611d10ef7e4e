package io.spendcast.bootstrap.wiring;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.spi.Elements;
import com.google.inject.util.Modules;
import io.spendcast.domain.prediction.PredictionSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The plugins of a configuration.
 *
 * @param all each of them; no two bind the same port
 */
record Plugins(List<Plugin> all) {
  private static final Key<?> SINK = Key.get(PredictionSink.class);

  /** Copies the list, and refuses what would depend on the order. */
  Plugins {
    all = List.copyOf(all);
    Map<Key<?>, Plugin> owners = new HashMap<>();
    for (Plugin plugin : all) {
      for (Binding<?> binding : plugin.bindings()) {
        Plugin other = owners.putIfAbsent(binding.getKey(), plugin);
        if (other != null) {
          throw Plugin.refused(
              plugin.type().getName(),
              "%s binds %s, too"
                  .formatted(
                      other.type().getName(),
                      binding.getKey().getTypeLiteral().getRawType().getSimpleName()));
        }
      }
    }
  }

  /** Loads these modules. */
  static Plugins of(List<String> classes) {
    return new Plugins(classes.stream().distinct().map(Plugin::load).toList());
  }

  /** Our modules, with the plugins' bindings in place of those that ours have. */
  Module over(Module... ours) {
    Set<Key<?>> bound =
        Elements.getElements(ours).stream()
            .filter(Binding.class::isInstance)
            .<Key<?>>map(element -> ((Binding<?>) element).getKey())
            .collect(Collectors.toSet());
    return Modules.override(ours)
        .with(
            Elements.getModule(
                all.stream()
                    .flatMap(plugin -> plugin.bindings().stream())
                    .filter(binding -> bound.contains(binding.getKey()))
                    .toList()));
  }

  /**
   * Those whose code decides what a task gives, as ours does; a sink is asked what it holds
   * instead.
   */
  List<Class<?>> deciding() {
    return all.stream()
        .filter(
            plugin ->
                !plugin.bindings().stream().allMatch(binding -> binding.getKey().equals(SINK)))
        .<Class<?>>map(Plugin::type)
        .toList();
  }
}
