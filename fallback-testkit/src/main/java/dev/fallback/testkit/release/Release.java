package dev.fallback.testkit.release;

import dev.fallback.codegen.ServiceDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A release of an application: its classes, in a loader of their own, so that two releases with the
 * same class names live in one JVM. Fallback itself is shared. Thread-safe.
 */
public final class Release implements AutoCloseable {
  private final String name;
  private final URLClassLoader loader;
  private final List<ServiceDescriptor> services;

  private Release(String name, URLClassLoader loader) {
    this.name = name;
    this.loader = loader;
    this.services =
        ServiceLoader.load(ServiceDescriptor.class, loader).stream()
            .filter(found -> found.type().getClassLoader() == loader)
            .map(ServiceLoader.Provider::get)
            .toList();
    if (services.isEmpty()) {
      throw new IllegalArgumentException(
          "release %s has no service with @Fallback methods; was it compiled with the processor of Fallback?"
              .formatted(name));
    }
  }

  /**
   * A release that is built already.
   *
   * @param name for messages
   * @param classPath jars and folders of the application's classes, without Fallback itself
   */
  public static Release of(String name, List<Path> classPath) {
    URL[] urls = classPath.stream().map(Release::url).toArray(URL[]::new);
    return new Release(name, new ReleaseLoader(urls, Release.class.getClassLoader()));
  }

  /**
   * Compiles a release, with every annotation processor on the class path of this JVM; that of
   * Fallback must be among them.
   *
   * @param name for messages
   * @param sources whole files, each with one top-level type
   * @throws IllegalArgumentException with the compiler's messages when it does not compile
   */
  public static Release compiled(String name, List<String> sources) {
    return of(name, List.of(Compiler.compile(name, sources)));
  }

  /** Its name, for messages. */
  public String name() {
    return name;
  }

  /** What it stores. */
  public List<ServiceDescriptor> services() {
    return services;
  }

  /** The loader of its classes. */
  public ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Release " + name + " could not be closed", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no class path: " + path, e);
    }
  }

  /** Looks at its own classes first: the tests' class path may hold the same of another release. */
  private static final class ReleaseLoader extends URLClassLoader {
    ReleaseLoader(URL[] urls, ClassLoader parent) {
      super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> found = findLoadedClass(name);
        if (found == null && findResource(name.replace('.', '/') + ".class") != null) {
          found = findClass(name);
        }
        return found == null ? super.loadClass(name, resolve) : found;
      }
    }
  }
}
