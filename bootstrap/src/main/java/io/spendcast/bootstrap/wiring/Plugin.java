package io.spendcast.bootstrap.wiring;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.spi.ConstructorBinding;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.HasDependencies;
import com.google.inject.spi.InstanceBinding;
import com.google.inject.spi.Message;
import com.google.inject.spi.ProviderInstanceBinding;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module from outside that binds ports, and nothing else.
 *
 * @param type its class
 * @param bindings what it binds, each key one of {@link #PORTS}
 */
record Plugin(Class<?> type, List<Binding<?>> bindings) {
  /** What can be replaced: the interfaces of the domain that our own modules bind. */
  static final Set<Class<?>> PORTS =
      Stream.of(SparkModule.class, MlflowModule.class, RegistryModule.class, DatabricksModule.class)
          .flatMap(module -> Arrays.stream(module.getDeclaredMethods()))
          .filter(method -> method.isAnnotationPresent(Provides.class))
          .map(method -> (Class<?>) method.getReturnType())
          .filter(Class::isInterface)
          .filter(type -> type.getName().startsWith("io.spendcast.domain."))
          .collect(Collectors.toUnmodifiableSet());

  /** Copies the list. */
  Plugin {
    bindings = List.copyOf(bindings);
  }

  /**
   * Finds a module on the class path and looks at all that it does.
   *
   * @throws SpendcastException {@code INVALID} if there is none, or if it does anything else
   */
  static Plugin load(String name) {
    Module module = module(name);
    List<Element> elements = Elements.getElements(module);
    if (elements.isEmpty()) {
      throw refused(name, "it binds nothing");
    }
    return new Plugin(
        module.getClass(),
        elements.stream().<Binding<?>>map(element -> binding(name, element)).toList());
  }

  private static Module module(String name) {
    try {
      return Class.forName(name).asSubclass(Module.class).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw refused(name, "it is not on the class path");
    } catch (ClassCastException e) {
      throw refused(name, "it is no com.google.inject.Module");
    } catch (ReflectiveOperationException | LinkageError e) {
      throw refused(name, "its public constructor without parameters fails: " + reason(e));
    }
  }

  private static Throwable reason(Throwable failed) {
    return failed.getCause() == null ? failed : failed.getCause();
  }

  private static Binding<?> binding(String name, Element element) {
    if (element instanceof Message message) {
      throw refused(name, message.getMessage());
    }
    if (!(element instanceof Binding<?> binding)) {
      throw refused(name, "it does more than bind ports: " + element);
    }
    if (!isPort(binding.getKey())) {
      throw refused(name, "it binds %s, which is no port".formatted(text(binding.getKey())));
    }
    requireSelfContained(name, binding);
    return binding;
  }

  private static void requireSelfContained(String name, Binding<?> binding) {
    if (!(binding instanceof InstanceBinding
        || binding instanceof ProviderInstanceBinding
        || binding instanceof ConstructorBinding)) {
      throw refused(
          name,
          "it binds %s to a class that nothing binds; write a method with @Provides"
              .formatted(text(binding.getKey())));
    }
    for (Dependency<?> dependency : ((HasDependencies) binding).getDependencies()) {
      if (!isPort(dependency.getKey()) || dependency.getKey().equals(binding.getKey())) {
        throw refused(
            name,
            "its %s asks for %s, which is no other port"
                .formatted(text(binding.getKey()), text(dependency.getKey())));
      }
    }
  }

  private static boolean isPort(Key<?> key) {
    return key.getAnnotationType() == null && PORTS.contains(key.getTypeLiteral().getRawType());
  }

  private static String text(Key<?> key) {
    String type = key.getTypeLiteral().getRawType().getSimpleName();
    return key.getAnnotationType() == null
        ? type
        : "@" + key.getAnnotationType().getSimpleName() + " " + type;
  }

  /** What is wrong with a plugin. */
  static SpendcastException refused(String name, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot use the plugin %s: %s.".formatted(name, why),
        "A plugin is a Guice module on SPENDCAST_CLASSPATH that binds ports alone (docs/plugins.md): %s."
            .formatted(
                PORTS.stream()
                    .map(Class::getSimpleName)
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }
}
