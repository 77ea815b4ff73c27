# syntax=docker/dockerfile:1
# Two stages: the SDK builds, and only the published program goes into the image that runs.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH=amd64
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY .config/ .config/
COPY Rules/Rules.csproj Rules/
COPY Collectors/Collectors.csproj Collectors/
COPY Dashboard/Dashboard.csproj Dashboard/
RUN dotnet restore Dashboard --arch "$TARGETARCH"
COPY Rules Rules
COPY Collectors Collectors
COPY Dashboard Dashboard
COPY seeds seeds
RUN dotnet publish Dashboard --no-restore --configuration Release --arch "$TARGETARCH" --no-self-contained --output /out \
 && mkdir /out/data

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /out ./
# The stores and keys live here; everything else may be read-only. The user is the image's own, without any right.
COPY --from=build --chown=$APP_UID:$APP_UID /out/data /data
VOLUME /data
ENV Watch__Store__Path=/data \
    HOME=/data \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "ApnaKart.Watch.Dashboard.dll"]
CMD ["--urls", "http://0.0.0.0:8080"]
