package dev.sinew.sim.mujoco;

/// What a name in a model can name (`mjtObj`), with the field whose length counts them.
public enum ObjectType {
    /// A body; 0 is the world.
    BODY(1, "name_bodyadr"),
    /// A joint.
    JOINT(3, "name_jntadr"),
    /// A geom.
    GEOM(5, "name_geomadr"),
    /// A site.
    SITE(6, "name_siteadr"),
    /// An actuator.
    ACTUATOR(19, "name_actuatoradr"),
    /// A sensor.
    SENSOR(20, "name_sensoradr"),
    /// A keyframe.
    KEYFRAME(24, "name_keyadr");

    private final int code;
    private final String counted;

    ObjectType(int code, String counted) {
        this.code = code;
        this.counted = counted;
    }

    int code() {
        return code;
    }

    /// {@return a model field with one int for each object}
    String counted() {
        return counted;
    }
}
